#include "app/core/shell/keep/loss_collection.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/core/own/own_loss_file.h"
#include "losses/core/error.h"

namespace losslab {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> loss_files(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code error;
  for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
    if (it->path().extension() == ".toml") files.push_back(it->path());
  }
  std::ranges::sort(files);
  return files;
}

}  // namespace

LossCollection::LossCollection(fs::path folder) : folder_(std::move(folder)) {
  for (const fs::path& file : loss_files(folder_)) {
    try {
      OwnLossText text = load_own_loss(file);
      const std::string id = text.id;
      for (int number = 2; kept(text.id) != nullptr; ++number) text.id = fmt::format("{}_{}", id, number);
      kept_.push_back({file, std::move(text)});
    } catch (const InputError& error) {
      problems_.emplace_back(error.what());
    }
  }
  seen_ = losses();
}

std::vector<OwnLossText> LossCollection::losses() const {
  std::vector<OwnLossText> texts;
  for (const Kept& one : kept_) texts.push_back(one.text);
  return texts;
}

const OwnLossText* LossCollection::seen(const std::string& id) const {
  const auto at = std::ranges::find(seen_, id, &OwnLossText::id);
  return at == seen_.end() ? nullptr : &*at;
}

LossCollection::Kept* LossCollection::kept(const std::string& id) {
  const auto at = std::ranges::find_if(kept_, [&](const Kept& one) { return one.text.id == id; });
  return at == kept_.end() ? nullptr : &*at;
}

fs::path LossCollection::free_file(const std::string& id) const {
  std::error_code error;
  fs::path file = folder_ / (id + ".toml");
  for (int number = 2; fs::exists(file, error); ++number) file = folder_ / fmt::format("{}-{}.toml", id, number);
  return file;
}

void LossCollection::keep(const OwnLossText& text) {
  const OwnLossText* const before = seen(text.id);
  Kept* const known = kept(text.id);
  if (known != nullptr && known->text == text) return;
  const bool same = known != nullptr && before != nullptr && known->text == *before;
  const fs::path file = same ? known->file : free_file(text.id);
  std::error_code error;
  fs::create_directories(folder_, error);
  save_own_loss(text, file);
  if (known != nullptr) {
    *known = {file, text};
  } else {
    kept_.push_back({file, text});
  }
}

void LossCollection::forget(const OwnLossText& text) {
  Kept* const known = kept(text.id);
  if (known == nullptr || known->text != text) return;
  std::error_code ignored;
  fs::remove(known->file, ignored);
  kept_.erase(kept_.begin() + (known - kept_.data()));
}

void LossCollection::follow(std::vector<OwnLossText> losses) {
  if (!keeps()) return;
  std::string problem;
  for (const OwnLossText& text : losses) {
    const OwnLossText* const before = seen(text.id);
    if (before != nullptr && *before == text) continue;
    try {
      keep(text);
    } catch (const InputError& error) {
      problem = error.what();
    }
  }
  for (const OwnLossText& text : seen_) {
    if (std::ranges::find(losses, text.id, &OwnLossText::id) == losses.end()) forget(text);
  }
  seen_ = std::move(losses);
  if (!problem.empty()) throw InputError(problem);
}

}  // namespace losslab
