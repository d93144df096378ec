#include "app/core/shell/files/asset_folder.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <map>

namespace losslab {
namespace {

namespace fs = std::filesystem;

class AssetFolder : public testing::Test {
 protected:
  AssetFolder() {
    for (const char* name : {"LOSSLAB_ASSETS", "XDG_DATA_HOME", "XDG_DATA_DIRS"}) set(name, "");
    set("HOME", (folder_ / "home").string());
    fs::create_directories(folder_ / "prefix" / "bin");
  }
  ~AssetFolder() override {
    for (const auto& [name, value] : before_) setenv(name.c_str(), value.c_str(), 1);
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }
  void set(const char* name, const std::string& value) {
    const char* const now = std::getenv(name);
    before_.try_emplace(name, now != nullptr ? now : "");
    setenv(name, value.c_str(), 1);
  }
  // A folder with assets in it.
  std::string assets(const fs::path& below) const {
    const fs::path folder = folder_ / below;
    fs::create_directories(folder / "languages");
    std::ofstream(folder / "languages" / "en.toml") << "";
    return folder.string();
  }
  std::string found() const { return find_asset_folder(folder_ / "prefix" / "bin" / "losslab", built_from_); }

  const fs::path folder_ = fs::temp_directory_path() / (std::string("losslab-assets-") +
                                                        testing::UnitTest::GetInstance()->current_test_info()->name());
  const std::string built_from_ = (folder_ / "source" / "assets").string();
  std::map<std::string, std::string> before_;
};

TEST_F(AssetFolder, BesideTheProgramWhereverItLies) {
  const std::string beside = assets("prefix/share/losslab");
  assets("source/assets");
  assets("home/.local/share/losslab");
  EXPECT_EQ(found(), beside);
}

TEST_F(AssetFolder, BesideTheSourcesOfABuild) {
  const std::string source = assets("source/assets");
  assets("home/.local/share/losslab");
  EXPECT_EQ(found(), source);
}

TEST_F(AssetFolder, WhereTheDesktopKeepsData) {
  set("XDG_DATA_DIRS", (folder_ / "none").string() + "::" + (folder_ / "shared").string());
  const std::string shared = assets("shared/losslab");
  EXPECT_EQ(found(), shared);
  const std::string usual = assets("home/.local/share/losslab");
  EXPECT_EQ(found(), usual);
  set("XDG_DATA_HOME", (folder_ / "own").string());
  EXPECT_EQ(found(), shared);
  const std::string own = assets("own/losslab");
  EXPECT_EQ(found(), own);
}

TEST_F(AssetFolder, TheEnvironmentHasTheFirstWord) {
  assets("prefix/share/losslab");
  set("LOSSLAB_ASSETS", "/some/where");
  EXPECT_EQ(found(), "/some/where");
}

TEST_F(AssetFolder, NowhereIsWhereItWasBuiltFrom) {
  set("XDG_DATA_DIRS", (folder_ / "none").string());
  EXPECT_EQ(found(), built_from_);
}

TEST_F(AssetFolder, TheProgramKnowsItsFile) { EXPECT_TRUE(fs::is_regular_file(program_file(nullptr))); }

}  // namespace
}  // namespace losslab
