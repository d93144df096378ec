#include "app/core/shell/keep/recovery.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <utility>

#include "app/core/shell/files/session.h"
#include "app/core/shell/files/toml_section.h"
#include "app/core/shell/files/toml_writer.h"
#include "losses/core/error.h"
#include "widgets/export/export.h"

namespace losslab {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view heading = "# Unsaved work of LossLab, of ";
constexpr std::string_view nameless = "a new session";

// A name as TOML has it stands on one line, whatever is in it; empty where it is no text at all.
std::string read_name(const std::string& quoted) {
  std::string name;
  try {
    const TomlDocument toml("of = " + quoted, "", "the name of a session");
    toml.root().text("of", name);
  } catch (const InputError&) {
    return {};
  }
  return name;
}

std::string heading_of(const std::string& of) {
  const std::string quoted = toml_text::in_quotes(of);
  return fmt::format("{}{}\n", heading, read_name(quoted) == of && !of.empty() ? quoted : std::string(nameless));
}

std::string name_in(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::string line;
  std::getline(in, line);
  return line.starts_with(heading) ? read_name(line.substr(heading.size())) : std::string();
}

// The lock of a name, or −1 where somebody holds it.
int take_lock(const fs::path& lock, int more_flags = 0) {
  const int descriptor = ::open(lock.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | more_flags, 0600);
  if (descriptor < 0) return -1;
  if (::flock(descriptor, LOCK_EX | LOCK_NB) == 0) return descriptor;
  ::close(descriptor);
  return -1;
}

fs::path lock_of(fs::path file) { return file.replace_extension(".lock"); }

}  // namespace

Recovery::Recovery(fs::path folder) : folder_(std::move(folder)) { claim_left(); }

Recovery::~Recovery() {
  wait();
  for (Claim& claim : left_) ::close(claim.descriptor);
  if (own_.descriptor >= 0) ::close(own_.descriptor);
}

void Recovery::claim_left() {
  std::vector<std::pair<fs::file_time_type, fs::path>> found;
  std::error_code error;
  for (fs::directory_iterator it(folder_, error), end; !error && it != end; it.increment(error)) {
    std::error_code gone;
    const fs::file_time_type time = it->last_write_time(gone);
    if (!gone && it->path().extension() == ".toml") found.emplace_back(time, it->path());
  }
  std::ranges::sort(found);
  for (auto& [time, file] : found) {
    const int descriptor = take_lock(lock_of(file));
    if (descriptor < 0) continue;
    if (fs::exists(file, error)) {
      left_.push_back({file, lock_of(file), descriptor});
    } else {  // its owner has just ended well
      ::unlink(lock_of(file).c_str());
      ::close(descriptor);
    }
  }
}

bool Recovery::claim_own() {
  if (own_.descriptor >= 0) return true;
  std::error_code error;
  fs::create_directories(folder_, error);
  fs::permissions(folder_, fs::perms::owner_all, error);
  for (int number = 1; number < 1000; ++number) {
    const fs::path file = folder_ / fmt::format("{}-{}.toml", ::getpid(), number);
    if (fs::exists(file, error)) continue;  // left by another of that number
    const int descriptor = take_lock(lock_of(file), O_EXCL);
    if (descriptor >= 0) {
      own_ = {file, lock_of(file), descriptor};
      return true;
    }
    if (errno != EEXIST) return false;
  }
  return false;
}

void Recovery::keep(Session session, std::string of) {
  wait();
  if (!claim_own()) return;
  writing_ = std::async(std::launch::async, [file = own_.file, session = std::move(session), of = std::move(of)] {
    try {
      write_file_atomically(file, heading_of(of) + to_toml(session));
    } catch (const InputError&) {
      return;  // the work is still in the window; there is nothing that the person could do about it
    }
  });
}

void Recovery::wait() {
  if (writing_.valid()) writing_.wait();
}

void Recovery::forget() {
  wait();
  if (own_.descriptor >= 0) remove(own_);
}

// The lock goes last: while it is there, its file is somebody's.
void Recovery::remove(Claim& claim) {
  ::unlink(claim.file.c_str());
  ::unlink(claim.lock.c_str());
  ::close(std::exchange(claim.descriptor, -1));
}

std::optional<Recovery::Left> Recovery::left() const {
  if (left_.empty()) return std::nullopt;
  return Left{left_.back().file, name_in(left_.back().file)};
}

Session Recovery::load_left() const { return load_session(left_.back().file); }

void Recovery::discard_left() {
  if (left_.empty()) return;
  remove(left_.back());
  left_.pop_back();
}

}  // namespace losslab
