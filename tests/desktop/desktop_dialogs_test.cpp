// The desktop's own dialogs, played by programs of the test.
#include <gmock/gmock.h>

#include <cstdlib>
#include <fstream>

#include "app/core/shell/files/session.h"
#include "app/desktop/files/dialog_program.h"
#include "app/screens/shell/dialogs.h"
#include "driver.h"

namespace losslab {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;

// The PATH of the program as it is while there are programs of the test before it.
class Programs {
 public:
  explicit Programs(const fs::path& folder) : folder_(folder), before_(std::getenv("PATH")) {
    fs::create_directories(folder_);
    ::setenv("PATH", (folder_.string() + ":" + before_).c_str(), 1);
  }
  ~Programs() { ::setenv("PATH", before_.c_str(), 1); }
  // Notes its arguments, one on a line, and does as the script says.
  void write(const std::string& name, const std::string& script) const {
    std::ofstream(folder_ / name) << "#!/bin/sh\nprintf '%s\\n' \"$@\" > '" << (folder_ / name).string() << ".words'\n"
                                  << script << "\n";
    fs::permissions(folder_ / name, fs::perms::owner_all);
  }
  std::vector<std::string> words(const std::string& name) const {
    std::vector<std::string> lines;
    std::ifstream file(folder_ / (name + ".words"));
    for (std::string line; std::getline(file, line);) lines.push_back(line);
    return lines;
  }

 private:
  fs::path folder_;
  std::string before_;
};

class DialogPrograms : public Driver {
 protected:
  DialogPrograms() : Driver({.desktop_dialogs = DesktopDialogs::program}), programs_(folder_ / "bin") {
    save_session(Session(), file("a b's.toml"));
  }
  const Dialog* dialog() const { return window_.screen_state().dialog; }
  bool asking() const { return window_.screen_state().choice.outside; }
  Programs programs_;
};

TEST_F(DialogPrograms, WhatZenitySaysIsOpened) {
  programs_.write("zenity", "printf '%s\\n' \"" + file("a b's.toml") + "\"");
  key("ctrl+o");
  ASSERT_TRUE(until([this] { return app().session_path() == file("a b's.toml"); }));
  EXPECT_EQ(dialog(), nullptr);
  const std::vector<std::string> words = programs_.words("zenity");
  ASSERT_EQ(words.size(), 8u);
  EXPECT_EQ(words[1], "--title=Open");
  EXPECT_EQ(words[2], "--filename=" + folder_.string() + "/");
  EXPECT_EQ(words[4], "--file-filter=Sessions (.toml) | *.toml *.TOML");
}

TEST_F(DialogPrograms, WhatIsCancelledChangesNothing) {
  programs_.write("zenity", "exit 1");
  key("ctrl+o");
  ASSERT_TRUE(until([this] { return !programs_.words("zenity").empty() && !asking(); }));
  EXPECT_EQ(dialog(), nullptr);
  EXPECT_EQ(app().session_path(), std::nullopt);
}

TEST_F(DialogPrograms, WhereZenityCannotKdialogIsAsked) {
  programs_.write("zenity", "exit 5");
  programs_.write("kdialog", "printf '%s\\n' '" + file("mine.toml") + "'");
  key("ctrl+shift+s");
  ASSERT_TRUE(until([&] { return fs::exists(file("mine.toml")); }));
  EXPECT_EQ(programs_.words("kdialog")[2], "--getsavefilename");
}

TEST_F(DialogPrograms, WhereNoneCanOurListIsShown) {
  programs_.write("zenity", "exit 5");
  programs_.write("kdialog", "exit 5");
  key("ctrl+o");
  EXPECT_TRUE(until([this] { return dialog() == &file_list_dialog; }));
}

// They were asked about the name without its ending.
TEST_F(DialogPrograms, AsksItselfWhereTheEndingThatItAddsMakesAnotherFile) {
  programs_.write("zenity", "printf '%s\\n' \"" + file("a b's") + "\"");
  const fs::file_time_type before = fs::last_write_time(file("a b's.toml"));
  key("ctrl+shift+s");
  ASSERT_TRUE(until([this] { return window_.control("files_replace") != nullptr; }));
  EXPECT_EQ(fs::last_write_time(file("a b's.toml")), before);
  window_.settle();
  click(middle_of("files_replace"));
  EXPECT_TRUE(until([this] { return app().session_path() == file("a b's.toml"); }));
}

// The window goes on while it is open, and does not wait for it at its end.
TEST_F(DialogPrograms, TheWindowGoesOnMeanwhile) {
  programs_.write("zenity", "exec sleep 600");
  key("ctrl+o");
  ASSERT_TRUE(until([this] { return asking() && !programs_.words("zenity").empty(); }));
  key("t");
  EXPECT_TRUE(until([this] { return app().view().theme == "dark"; }));
  key("ctrl+s");
  EXPECT_TRUE(asking());
  EXPECT_EQ(dialog(), nullptr);
}

TEST(DialogWords, AreArgumentsAndNoShell) {
  const NativeFiles::Question question{true, "Save; rm", "/x y", "$(a).toml", {{"All", {}}, {"Tables", {".csv"}}}};
  EXPECT_THAT(zenity_words(question),
              ElementsAre("zenity", "--file-selection", "--title=Save; rm", "--save", "--confirm-overwrite",
                          "--filename=/x y/$(a).toml", "--file-filter=All | *", "--file-filter=Tables | *.csv *.CSV"));
  EXPECT_THAT(kdialog_words(question), ElementsAre("kdialog", "--title", "Save; rm", "--getsavefilename",
                                                   "/x y/$(a).toml", "All (*)\nTables (*.csv *.CSV)"));
}

}  // namespace
}  // namespace losslab
