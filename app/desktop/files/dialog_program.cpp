#include "app/desktop/files/dialog_program.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <mutex>
#include <optional>
#include <string_view>

namespace losslab {
namespace {

using Answer = NativeFiles::Answer;
using Question = NativeFiles::Question;

std::string capitals(std::string text) {
  std::ranges::transform(text, text.begin(), [](char c) { return c >= 'a' && c <= 'z' ? char(c - 'a' + 'A') : c; });
  return text;
}

// "*.toml *.TOML": neither of the programs leaves capitals out of account.
std::string patterns(const NativeFiles::Filter& filter) {
  std::string text;
  for (const std::string& ending : filter.endings) {
    text += (text.empty() ? "*" : " *") + ending + " *" + capitals(ending);
  }
  return text.empty() ? "*" : text;
}

std::string starting_path(const Question& question) {
  // A folder is told from a file by the slash at its end.
  return (std::filesystem::path(question.folder) / question.name).string();
}

// A program that was started, and what it prints.
class Child {
 public:
  // Throws nothing: see started().
  explicit Child(const std::vector<std::string>& words) {
    int ends[2] = {-1, -1};
    if (::pipe2(ends, O_CLOEXEC) != 0) return;
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    std::vector<char*> arguments;
    arguments.reserve(words.size() + 1);
    for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    if (::posix_spawnp(&process_, arguments[0], &actions, nullptr, arguments.data(), environ) != 0) process_ = -1;
    posix_spawn_file_actions_destroy(&actions);
    ::close(ends[1]);
    output_ = ends[0];
  }
  ~Child() {
    if (output_ >= 0) ::close(output_);
  }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  bool started() const { return process_ > 0; }
  // Until it closes its output.
  std::string read() const {
    std::string text;
    char buffer[4096];
    for (;;) {
      const ssize_t count = ::read(output_, buffer, sizeof buffer);
      if (count > 0) text.append(buffer, static_cast<std::size_t>(count));
      if (count == 0 || (count < 0 && errno != EINTR)) return text;
    }
  }
  // Its exit status, −1 where it was killed.
  int wait() {
    int status = 0;
    while (::waitpid(process_, &status, 0) < 0 && errno == EINTR) {
    }
    const std::lock_guard lock(mutex_);
    process_ = -1;  // the number may be another's from now on
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }
  void end() {
    const std::lock_guard lock(mutex_);
    if (process_ > 0) ::kill(process_, SIGTERM);
  }

 private:
  std::mutex mutex_;
  pid_t process_ = -1;
  int output_ = -1;
};

Answer run(const std::vector<std::string>& words, const std::stop_token& stop) {
  Child child(words);
  if (!child.started()) return {};
  const std::stop_callback ended(stop, [&child] { child.end(); });
  std::string path = child.read();
  const int status = child.wait();
  if (status == 1) return {Answer::Kind::cancelled, {}};
  if (status != 0) return {};
  if (path.ends_with('\n')) path.pop_back();
  if (path.empty()) return {Answer::Kind::cancelled, {}};
  return {Answer::Kind::chosen, std::move(path)};
}

bool in_kde() {
  const char* const desktop = std::getenv("XDG_CURRENT_DESKTOP");
  return desktop != nullptr && std::string_view(desktop).find("KDE") != std::string_view::npos;
}

}  // namespace

std::vector<std::string> zenity_words(const Question& question) {
  std::vector<std::string> words{"zenity", "--file-selection", "--title=" + question.title};
  if (question.save) words.insert(words.end(), {"--save", "--confirm-overwrite"});
  words.push_back("--filename=" + starting_path(question));
  for (const NativeFiles::Filter& filter : question.filters) {
    words.push_back("--file-filter=" + filter.title + " | " + patterns(filter));
  }
  return words;
}

std::vector<std::string> kdialog_words(const Question& question) {
  std::string filters;
  for (const NativeFiles::Filter& filter : question.filters) {
    filters += (filters.empty() ? "" : "\n") + filter.title + " (" + patterns(filter) + ")";
  }
  return {"kdialog",
          "--title",
          question.title,
          question.save ? "--getsavefilename" : "--getopenfilename",
          starting_path(question),
          filters};
}

Answer ask_program(const Question& question, const std::stop_token& stop) {
  std::vector<std::vector<std::string>> programs{zenity_words(question), kdialog_words(question)};
  if (in_kde()) std::swap(programs[0], programs[1]);
  for (const std::vector<std::string>& words : programs) {
    Answer answer = run(words, stop);
    if (answer.kind != Answer::Kind::nobody || stop.stop_requested()) return answer;
  }
  return {};
}

}  // namespace losslab
