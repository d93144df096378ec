#include "widgets/export/leftovers.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <string_view>

namespace losslab {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view begin = ".losslab-", end = ".tmp";

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// ".losslab-PROCESS-NAME.tmp"
bool is_ours(std::string_view name) {
  if (!name.starts_with(begin) || !name.ends_with(end) || name.size() <= begin.size() + end.size()) return false;
  name = name.substr(begin.size(), name.size() - begin.size() - end.size());
  const auto dash = std::ranges::find_if_not(name, is_digit);
  return dash != name.begin() && dash != name.end() && *dash == '-' && dash + 1 != name.end();
}

bool is_same_file(const struct stat& a, const fs::path& path) {
  struct stat b {};
  return ::lstat(path.c_str(), &b) == 0 && a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

// The lock is asked for before the name is looked at again: by then a living writer has either its lock or, having
// found its file gone, begun anew.
void remove_unless_locked(const fs::path& path) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
  if (fd < 0) return;
  struct stat found {};
  if (::fstat(fd, &found) == 0 && S_ISREG(found.st_mode) && found.st_uid == ::geteuid() &&
      ::flock(fd, LOCK_EX | LOCK_NB) == 0 && is_same_file(found, path)) {
    ::unlink(path.c_str());
  }
  ::close(fd);
}

}  // namespace

fs::path temporary_beside(const fs::path& target) {
  // Another process, and another file of this one, cannot have the same name.
  const std::string name = target.filename().string().substr(0, 200);
  const fs::path folder = target.has_parent_path() ? target.parent_path() : fs::path(".");
  return folder / (std::string(begin) + std::to_string(::getpid()) + "-" + name + std::string(end));
}

void remove_leftovers(const fs::path& folder) {
  std::error_code error;
  for (fs::directory_iterator it(folder, error), last; !error && it != last; it.increment(error)) {
    if (is_ours(it->path().filename().native())) remove_unless_locked(it->path());
  }
}

}  // namespace losslab
