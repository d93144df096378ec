#include <fcntl.h>
#include <gmock/gmock.h>
#include <sys/file.h>
#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>
#include <vector>

#include "losses/core/error.h"
#include "widgets/export/export.h"

namespace losslab {
namespace {

namespace fs = std::filesystem;

std::string content_of(const fs::path& path) {
  const std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

// A folder of its own for each test, gone afterwards.
class WriteFile : public testing::Test {
 protected:
  WriteFile() {
    const auto* test = testing::UnitTest::GetInstance()->current_test_info();
    folder_ = fs::path(testing::TempDir()) / (std::string("losslab-file-") + test->name() + std::to_string(::getpid()));
    fs::create_directories(folder_);
  }
  ~WriteFile() override {
    fs::permissions(folder_, fs::perms::owner_all);
    fs::remove_all(folder_);
  }
  std::size_t files() const {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder_), fs::directory_iterator()));
  }
  static std::string error_of(const fs::path& path) {
    try {
      write_file_atomically(path, "new");
    } catch (const InputError& error) {
      return error.what();
    }
    return {};
  }

  fs::path folder_;
};

TEST_F(WriteFile, ReplacesTheContent) {
  const fs::path path = folder_ / "a.txt";
  write_file_atomically(path, "one");
  EXPECT_EQ(content_of(path), "one");
  write_file_atomically(path, std::string("two\0three", 9));
  EXPECT_EQ(content_of(path), std::string("two\0three", 9));
  EXPECT_EQ(files(), 1U) << "a temporary file was left behind";
}

TEST_F(WriteFile, KeepsPermissionsAndLinks) {
  const fs::path path = folder_ / "a.txt", link = folder_ / "link.txt";
  write_file_atomically(path, "one");
  fs::permissions(path, fs::perms::owner_read | fs::perms::owner_write);
  fs::create_symlink("a.txt", link);
  write_file_atomically(link, "two");
  EXPECT_TRUE(fs::is_symlink(link));
  EXPECT_EQ(content_of(path), "two");
  EXPECT_EQ(fs::status(path).permissions(), fs::perms::owner_read | fs::perms::owner_write);
}

TEST_F(WriteFile, SaysWhatIsWrong) {
  const std::string missing = (folder_ / "x" / "y.png").string();
  EXPECT_EQ(error_of(missing), "Cannot write '" + missing + "': the folder does not exist.");
  EXPECT_EQ(error_of(folder_), "Cannot write '" + folder_.string() + "': it is a folder.");
  EXPECT_EQ(error_of(""), "Cannot write '': expected the name of a file.");
  write_file_atomically(folder_ / "file", "old");
  const std::string below = (folder_ / "file" / "y.png").string();
  EXPECT_EQ(error_of(below), "Cannot write '" + below + "': the folder is not a folder but a file.");
  EXPECT_EQ(content_of(folder_ / "file"), "old");
}

TEST_F(WriteFile, WritesToDevices) { EXPECT_EQ(error_of("/dev/null"), ""); }

TEST_F(WriteFile, LeavesTheOldFileWhereTheDiskIsFull) {
  if (!fs::exists("/dev/full")) GTEST_SKIP() << "no /dev/full here";
  EXPECT_EQ(error_of("/dev/full"), "Cannot write '/dev/full': the disk is full.");
}

// What a writer leaves that is killed in the middle: its file, and no lock any more.
void leave_behind(const fs::path& path) { std::ofstream(path) << "half"; }

TEST_F(WriteFile, WhatKilledWritersLeftIsRemovedByTheNext) {
  const std::string own = ".losslab-" + std::to_string(::getpid()) + "-a.txt.tmp";
  for (const std::string& name :
       {std::string(".losslab-1-session.toml.tmp"), std::string(".losslab-999999999-b.tmp"), own})
    leave_behind(folder_ / name);
  write_file_atomically(folder_ / "a.txt", "new");
  EXPECT_EQ(content_of(folder_ / "a.txt"), "new");
  EXPECT_EQ(files(), 1U);
}

TEST_F(WriteFile, NothingElseIsRemoved) {
  fs::create_directory(folder_ / ".losslab-1-folder.tmp");
  fs::create_symlink("elsewhere", folder_ / ".losslab-1-link.tmp");
  for (const char* name : {".losslab-notes.tmp", ".losslab-1.tmp", ".losslab-1-.tmp", ".losslab--a.tmp",
                           "losslab-1-a.tmp", ".losslab-1-a.tmp2", ".losslab-1x-a.tmp"})
    leave_behind(folder_ / name);
  const std::size_t before = files();
  write_file_atomically(folder_ / "a.txt", "new");
  EXPECT_EQ(files(), before + 1);
}

TEST_F(WriteFile, AWriterThatLivesIsLeftInPeace) {
  const fs::path held = folder_ / ".losslab-1-b.txt.tmp";
  leave_behind(held);
  const int fd = ::open(held.c_str(), O_RDONLY | O_CLOEXEC);
  ASSERT_EQ(::flock(fd, LOCK_EX | LOCK_NB), 0);
  write_file_atomically(folder_ / "a.txt", "new");
  EXPECT_TRUE(fs::exists(held));
  ::close(fd);  // as the end of its process does
  write_file_atomically(folder_ / "a.txt", "newer");
  EXPECT_FALSE(fs::exists(held));
}

TEST_F(WriteFile, ManyAtOnceDoNotTakeEachOthersFiles) {
  std::vector<std::thread> writers;
  std::atomic<int> failed = 0;
  for (int w = 0; w < 4; ++w) {
    writers.emplace_back([&, w] {
      for (int i = 0; i < 50; ++i) {
        if (!error_of(folder_ / ("file" + std::to_string(w))).empty()) ++failed;
      }
    });
  }
  for (std::thread& writer : writers) writer.join();
  EXPECT_EQ(failed, 0);
  EXPECT_EQ(files(), 4U);
}

TEST_F(WriteFile, WhatCannotBeWrittenIsKnownBeforehand) {
  const auto said = [](const fs::path& path) -> std::string {
    try {
      require_writable(path);
    } catch (const InputError& error) {
      return error.what();
    }
    return {};
  };
  const fs::path file = folder_ / "a.txt";
  EXPECT_EQ(said(file), "");
  EXPECT_EQ(files(), 0U);
  write_file_atomically(file, "old");
  EXPECT_EQ(said(file), "");
  EXPECT_EQ(content_of(file), "old");
  EXPECT_EQ(files(), 1U);
  for (const fs::path& wrong :
       {folder_, folder_ / "none" / "a.txt", file / "a.txt", fs::path(""), folder_ / std::string(300, 'a')}) {
    EXPECT_NE(said(wrong), "");
    EXPECT_EQ(said(wrong), error_of(wrong));
  }
  EXPECT_EQ(files(), 1U);
  EXPECT_EQ(said("/dev/null"), "");
}

}  // namespace
}  // namespace losslab
