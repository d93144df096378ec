#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "app/core/shell/files/session.h"
#include "widgets/figure/figure.h"
#include "widgets/figure/language.h"

namespace losslab {

class Results;

// A session without a window, for files, checks and lessons: its screens are brought to what it shows, with everything
// that is computed off the frame waited for. Used from one thread.
class SessionAtWork {
 public:
  // `language` lives longer than this.
  SessionAtWork(Session session, std::string asset_folder, const Language& language);
  ~SessionAtWork();
  SessionAtWork(const SessionAtWork&) = delete;
  SessionAtWork& operator=(const SessionAtWork&) = delete;

  const Session& session() const { return session_; }
  const std::string& asset_folder() const { return asset_folder_; }
  // At the iterate that the session shows, made when it is first asked for. Throws InputError, as for a file that is
  // missing.
  Results& results(std::string_view screen);
  // Of the screen that is shown, as the window would show it. Throws InputError.
  Figure figure(const Theme& theme);

 private:
  Session session_;
  std::string asset_folder_;
  const Language& language_;
  std::vector<std::unique_ptr<Results>> results_;  // in the order of screens(); null until asked for
};

}  // namespace losslab
