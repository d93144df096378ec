// The language in which everything is said.
#include <algorithm>

#include "app/core/shell/application.h"
#include "app/core/shell/keep/keeper.h"
#include "app/core/shell/keep/kept_language.h"

namespace losslab {

const KnownLanguage& Application::next_language() const {
  const auto now = std::ranges::find(languages_, language_code_, &KnownLanguage::code);
  const std::size_t next = now == languages_.end() ? 0 : static_cast<std::size_t>(now - languages_.begin()) + 1;
  return languages_[next % languages_.size()];
}

void Application::speak(const std::string& code) {
  if (code == language_code_) return;
  // Whoever shows texts holds a reference to the table: it stays in its place.
  language_ = load_language(asset_folder_, code);
  language_code_ = code;
  message_.reset();  // in the language that is not wanted any more
  for (const auto& results : results_) {
    if (results->followed()) results->speak_anew(document());
  }
  ++version_;
  keep_language(keeper_->folder, code);
}

}  // namespace losslab
