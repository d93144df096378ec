#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>
#include <utility>

#include "losses/core/error.h"
#include "widgets/export/export.h"
#include "widgets/export/leftovers.h"

namespace losslab {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse(const fs::path& path, const std::string& reason) {
  throw InputError("Cannot write '" + path.string() + "': " + reason + ".");
}

std::string reason_of(int error) {
  switch (error) {
    case ENOENT:
      return "the folder does not exist";
    case ENOTDIR:
      return "the folder is not a folder but a file";
    case EACCES:
    case EPERM:
      return "permission is denied";
    case EROFS:
      return "the file system is read-only";
    case ENOSPC:
    case EDQUOT:
      return "the disk is full";
    case ENAMETOOLONG:
      return "the name is too long";
    case EISDIR:
      return "it is a folder";
    default:
      return std::strerror(error);
  }
}

// A file descriptor that is closed at the end of its scope.
class Descriptor {
 public:
  Descriptor(const fs::path& path, int flags) : fd_(::open(path.c_str(), flags | O_CLOEXEC, 0666)) {}
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  Descriptor(Descriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Descriptor& operator=(Descriptor&&) = delete;

  bool is_open() const { return fd_ >= 0; }
  bool write_all(std::string_view content) const {
    while (!content.empty()) {
      const ssize_t written = ::write(fd_, content.data(), content.size());
      if (written < 0) {
        if (errno == EINTR) continue;
        return false;
      }
      content.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
  }
  bool sync() const { return ::fsync(fd_) == 0; }
  // Until it is closed, at the latest by the end of the process. Others hold such a lock for a moment at most; where
  // the file system knows no locks there is none.
  void lock() const {
    while (::flock(fd_, LOCK_EX) != 0 && errno == EINTR) {
    }
  }
  // Whether that is the name of this file.
  bool is_still(const fs::path& path) const {
    struct stat here {
    }, there{};
    return ::fstat(fd_, &here) == 0 && ::lstat(path.c_str(), &there) == 0 && here.st_dev == there.st_dev &&
           here.st_ino == there.st_ino;
  }
  bool set_mode(mode_t mode) const { return ::fchmod(fd_, mode) == 0; }

 private:
  int fd_;
};

// A link is written through, not replaced.
fs::path resolved(const fs::path& path) {
  std::error_code error;
  if (!fs::is_symlink(fs::symlink_status(path, error))) return path;
  const fs::path real = fs::weakly_canonical(path, error);
  return error ? path : real;
}

// Pipes and devices cannot be renamed over.
void write_directly(const fs::path& shown, const fs::path& target, std::string_view content) {
  const Descriptor file(target, O_WRONLY);
  if (!file.is_open() || !file.write_all(content)) refuse(shown, reason_of(errno));
}

fs::path folder_of(const fs::path& target) { return target.has_parent_path() ? target.parent_path() : fs::path("."); }

// Where a file goes, and the temporary one beside it that becomes it.
struct Place {
  fs::path target, temporary;
  bool is_regular;  // or does not exist yet
};

// Throws InputError where it is known beforehand that the path cannot be written.
Place place_of(const fs::path& path) {
  if (path.empty() || !path.has_filename()) refuse(path, "expected the name of a file");
  Place place{resolved(path), {}, true};
  struct stat existing {};
  if (::stat(place.target.c_str(), &existing) == 0) {
    if (S_ISDIR(existing.st_mode)) refuse(path, "it is a folder");
    place.is_regular = S_ISREG(existing.st_mode);
    if (::access(place.target.c_str(), W_OK) != 0) refuse(path, reason_of(errno));
  } else if (errno == ENAMETOOLONG) {
    refuse(path, reason_of(errno));
  }
  place.temporary = temporary_beside(place.target);
  return place;
}

// A new file, and its lock. Somebody may take it for a leftover in the moment before it is locked, and remove it: then
// another is made. Not open where it cannot be had.
Descriptor create_locked(const fs::path& temporary) {
  for (;;) {
    Descriptor file(temporary, O_WRONLY | O_CREAT | O_EXCL);
    if (!file.is_open()) return file;
    file.lock();
    if (file.is_still(temporary)) return file;
  }
}

// The part that can fail half-way; the temporary file is then the caller's to remove.
int write_and_rename(const fs::path& temporary, const fs::path& target, std::string_view content) {
  const Descriptor file = create_locked(temporary);
  if (!file.is_open()) return errno;
  struct stat existing {};
  if (::stat(target.c_str(), &existing) == 0) file.set_mode(existing.st_mode & 07777);
  if (!file.write_all(content) || !file.sync()) return errno;
  return ::rename(temporary.c_str(), target.c_str()) == 0 ? 0 : errno;
}

}  // namespace

void require_writable(const fs::path& path) {
  const Place place = place_of(path);
  if (!place.is_regular) return;  // a pipe would wait for its reader
  {
    const Descriptor file(place.temporary, O_WRONLY | O_CREAT);
    if (!file.is_open()) refuse(path, reason_of(errno));
  }
  ::unlink(place.temporary.c_str());
}

void write_file_atomically(const fs::path& path, std::string_view content) {
  const Place place = place_of(path);
  const auto& [target, temporary, is_regular] = place;
  if (!is_regular) return write_directly(path, target, content);
  remove_leftovers(folder_of(target));
  ::unlink(temporary.c_str());
  if (const int error = write_and_rename(temporary, target, content); error != 0) {
    ::unlink(temporary.c_str());
    refuse(path, reason_of(error));
  }
  // The new name is safe once the folder is; some file systems cannot do that, and the file is there all the same.
  const Descriptor directory(folder_of(target), O_RDONLY | O_DIRECTORY);
  if (directory.is_open()) static_cast<void>(directory.sync());
}

}  // namespace losslab
