// What a folder shows, and how a typed name is completed.
#include "app/core/shell/browse/folder_list.h"

#include <gmock/gmock.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>

#include "losses/core/error.h"

namespace losslab {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;

class FolderList : public testing::Test {
 protected:
  FolderList() {
    const auto* test = testing::UnitTest::GetInstance()->current_test_info();
    folder_ = fs::path(testing::TempDir()) / (std::string("losslab-list-") + test->name() + std::to_string(::getpid()));
    fs::create_directories(folder_);
  }
  ~FolderList() override { fs::remove_all(folder_); }
  void files(const std::vector<std::string>& names) const {
    for (const std::string& name : names) std::ofstream(folder_ / name) << "x";
  }
  void folders(const std::vector<std::string>& names) const {
    for (const std::string& name : names) fs::create_directory(folder_ / name);
  }
  std::vector<std::string> shown(const FileFilter& filter, bool hidden = false) const {
    std::vector<std::string> names;
    for (const FolderEntry& entry : list_folder(folder_, filter, hidden)) {
      names.push_back(entry.name + (entry.folder ? "/" : ""));
    }
    return names;
  }
  std::optional<std::string> complete(const std::string& text, const FileFilter& filter = {"", {}}) const {
    return completed(text, folder_, filter);
  }

  fs::path folder_;
};

TEST_F(FolderList, FoldersComeFirstAndNumbersByTheirValue) {
  files({"run10.toml", "run2.toml", "Run1.toml", "b.toml", "run02.toml", "C.toml"});
  folders({"zoo", "Apple"});
  EXPECT_THAT(shown({"", {}}),
              ElementsAre("Apple/", "zoo/", "b.toml", "C.toml", "Run1.toml", "run02.toml", "run2.toml", "run10.toml"));
}

TEST_F(FolderList, HiddenOnesAndOtherKindsAreLeftOut) {
  files({".secret.toml", "a.TOML", "b.toml.bak", "c.csv", "toml"});
  folders({".git", "data.csv.d"});
  EXPECT_THAT(shown({"", {".toml"}}), ElementsAre("data.csv.d/", "a.TOML"));
  EXPECT_THAT(shown({"", {".toml", ".csv"}}, true),
              ElementsAre(".git/", "data.csv.d/", ".secret.toml", "a.TOML", "c.csv"));
}

TEST_F(FolderList, LinksCountAsWhatTheyLeadTo) {
  folders({"real"});
  fs::create_symlink(folder_ / "real", folder_ / "link");
  fs::create_symlink(folder_ / "nowhere", folder_ / "broken.csv");
  EXPECT_THAT(shown({"", {".csv"}}), ElementsAre("link/", "real/", "broken.csv"));
}

TEST_F(FolderList, WhatCannotBeReadIsSaid) {
  try {
    list_folder(folder_ / "nowhere", {"", {}}, false);
    FAIL();
  } catch (const InputError& error) {
    EXPECT_STREQ(error.what(), "No such file or directory");
  }
}

TEST_F(FolderList, CompletesAsFarAsAllAgree) {
  files({"lesson-1.toml", "lesson-2.toml", "figure.png"});
  folders({"data"});
  EXPECT_EQ(complete("l"), "lesson-");
  EXPECT_EQ(complete("lesson-1"), "lesson-1.toml");
  EXPECT_EQ(complete("d"), "data/");
  EXPECT_EQ(complete("lesson-"), "lesson-");
  EXPECT_EQ(complete("x"), std::nullopt);
  EXPECT_EQ(complete("f", {"", {".toml"}}), std::nullopt);
  EXPECT_EQ(complete("nowhere/f"), std::nullopt);
}

TEST_F(FolderList, CompletesWithoutRegardToCapitalsUnlessTheyDecide) {
  files({"Phones.csv"});
  EXPECT_EQ(complete("pho"), "Phones.csv");
  files({"phones2.csv"});
  EXPECT_EQ(complete("pho"), "phones2.csv");
  EXPECT_EQ(complete("Pho"), "Phones.csv");
}

TEST_F(FolderList, CompletesInOtherFoldersAndNeverHalfACharacter) {
  folders({"sub"});
  files({"sub/größe.csv", "sub/größter.csv", "sub/é.csv", "sub/è.csv", ".hidden.csv"});
  EXPECT_EQ(complete("sub/g"), "sub/größ") << "ß is two bytes";
  EXPECT_EQ(complete("sub/"), "sub/");
  EXPECT_EQ(complete((folder_ / "sub/é").string()), (folder_ / "sub/é.csv").string());
  EXPECT_EQ(complete("."), ".hidden.csv");
}

TEST_F(FolderList, TypedPathsAreTakenFromTheFolder) {
  EXPECT_EQ(typed_path("a.toml", "/x/y"), fs::path("/x/y/a.toml"));
  EXPECT_EQ(typed_path("../a.toml", "/x/y"), fs::path("/x/a.toml"));
  EXPECT_EQ(typed_path("/z/a.toml", "/x/y"), fs::path("/z/a.toml"));
  EXPECT_EQ(typed_path("~tilde", "/x/y"), fs::path("/x/y/~tilde"));
  if (home_folder().empty()) return;
  EXPECT_EQ(typed_path("~/a.toml", "/x"), home_folder() / "a.toml");
}

TEST_F(FolderList, GoesUpAsFarAsTheTop) {
  EXPECT_EQ(folder_above("/x/y"), fs::path("/x"));
  EXPECT_EQ(folder_above("/x/y/"), fs::path("/x"));
  EXPECT_EQ(folder_above("/x"), fs::path("/"));
  EXPECT_EQ(folder_above("/"), fs::path("/"));
  EXPECT_EQ(first_folder({"", folder_ / "nowhere", folder_, "/"}), folder_);
  EXPECT_EQ(first_folder({}), fs::path("/"));
}

TEST(FileFilters, NameWhatCanBeOpened) {
  const std::vector<FileFilter> filters = filters_for_opening();
  ASSERT_EQ(filters.size(), 5u);
  for (const char* name : {"a.toml", "A.CSV", "b.png"}) EXPECT_TRUE(matches(filters[0], name)) << name;
  EXPECT_FALSE(matches(filters[0], "a.pdf"));
  EXPECT_FALSE(matches(filters[0], "toml"));
  EXPECT_TRUE(matches(filters[4], "a.pdf"));
}

}  // namespace
}  // namespace losslab
