// One's own losses from one run of the program to the next.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <limits>
#include <optional>

#include "app/core/losses/losses_page.h"
#include "app/core/losses/own_loss_edits.h"
#include "app/core/own/own_loss_file.h"
#include "app/core/shell/application.h"
#include "app/core/shell/files/session.h"
#include "app/core/shell/keep/loss_collection.h"
#include "app/core/shell/keep/state_folder.h"
#include "app/core/shell/state/own_losses.h"
#include "own_texts.h"

namespace losslab {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

class Collection : public testing::Test {
 protected:
  Collection() {
    const auto* test = testing::UnitTest::GetInstance()->current_test_info();
    folder_ = fs::path(testing::TempDir()) / (std::string("losslab-own-") + test->name() + std::to_string(::getpid()));
    fs::remove_all(folder_);
  }
  ~Collection() override { fs::remove_all(folder_); }
  std::vector<std::string> files() const {
    std::vector<std::string> names;
    std::error_code none;
    for (const auto& entry : fs::directory_iterator(folder_, none)) names.push_back(entry.path().filename());
    return names;
  }
  void write(const std::string& name, const std::string& text) const {
    fs::create_directories(folder_);
    std::ofstream(folder_ / name) << text;
  }
  OwnLossText in_file(const std::string& name) const { return load_own_loss(folder_ / name); }
  static void edit(Application& app, std::function<void(Document&)> change, double now = 0) {
    Actions actions;
    actions.edit("edit", std::move(change));
    app.apply(std::move(actions), now);
  }
  static OwnLossText with_formula(OwnLossText text, const std::string& formula) {
    text.formula = formula;
    return text;
  }

  fs::path folder_;
};

TEST_F(Collection, KeepsOneFileForEachLossAndNothingElse) {
  LossCollection collection(folder_);
  EXPECT_THAT(collection.losses(), IsEmpty());
  collection.follow({linex_text(), two_lines_text()});
  EXPECT_THAT(files(), UnorderedElementsAre("own_linex.toml", "own_cauchy.toml"));
  EXPECT_THAT(LossCollection(folder_).losses(), ElementsAre(two_lines_text(), linex_text()));
  const OwnLossText changed = with_formula(linex_text(), "2 (exp(a r) - a r - 1)");
  collection.follow({changed, two_lines_text()});
  EXPECT_EQ(in_file("own_linex.toml"), changed);
  collection.follow({changed});
  EXPECT_THAT(files(), ElementsAre("own_linex.toml"));
}

TEST_F(Collection, ABrokenFileIsNamedAndLeftAlone) {
  write("a.toml", "id = \"own_a\"\nfamily = \"residual\"\nformula = \"exp(\"\n");
  write("b.toml", own_loss_toml(linex_text()));
  write("notes.txt", "not a loss");
  const LossCollection collection(folder_);
  EXPECT_THAT(collection.losses(), ElementsAre(linex_text()));
  EXPECT_THAT(collection.problems(), ElementsAre(HasSubstr("a.toml, line 3: formula: ")));
  Application app(LOSSLAB_ASSETS);
  app.keep_losses_in(folder_);
  ASSERT_TRUE(app.message() && app.message()->error);
  EXPECT_THAT(app.message()->text, HasSubstr("a.toml, line 3"));
  EXPECT_THAT(own_texts(app.document()), ElementsAre(linex_text()));
  EXPECT_THAT(files(), UnorderedElementsAre("a.toml", "b.toml", "notes.txt"));
}

TEST_F(Collection, TwoFilesWithOneIdAreTwoLosses) {
  write("a.toml", own_loss_toml(linex_text()));
  write("b.toml", own_loss_toml(with_formula(linex_text(), "exp(b r)")));
  const std::vector<OwnLossText> losses = LossCollection(folder_).losses();
  ASSERT_EQ(losses.size(), 2U);
  EXPECT_EQ(losses[0].id, "own_linex");
  EXPECT_EQ(losses[1].id, "own_linex_2");
}

TEST_F(Collection, WhatCameFromElsewhereReplacesNothing) {
  LossCollection collection(folder_);
  collection.follow({linex_text()});
  // A session with another loss of that id is opened, and then changed.
  const OwnLossText other = with_formula(linex_text(), "exp(b r)");
  collection.watch({other});
  EXPECT_EQ(in_file("own_linex.toml"), linex_text());
  const OwnLossText changed = with_formula(linex_text(), "exp(2 b r)");
  collection.follow({changed});
  EXPECT_EQ(in_file("own_linex.toml"), linex_text());
  EXPECT_EQ(in_file("own_linex-2.toml"), changed);
  collection.follow({other});
  EXPECT_EQ(in_file("own_linex-2.toml"), other);
}

TEST_F(Collection, AnotherFolderThanOneCanWriteToIsSaid) {
  write("losses", "a file in its place");
  LossCollection collection(folder_ / "losses");
  EXPECT_THROW(collection.follow({linex_text()}), InputError);
}

TEST_F(Collection, WhatIsMadeIsThereTheNextTime) {
  {
    Application app(LOSSLAB_ASSETS);
    app.keep_losses_in(folder_);
    edit(
        app, [](Document& d) { add_own_loss(d, linex_text()); }, 10);
    EXPECT_THAT(files(), IsEmpty());
    EXPECT_GT(app.until_due(10), 0);
    app.tick(20);  // long after the last change
    app.keep_losses();
    EXPECT_THAT(files(), ElementsAre("own_linex.toml"));
    edit(
        app, [](Document& d) { add_own_loss(d, two_lines_text()); }, 30);
  }
  Application app(LOSSLAB_ASSETS);
  app.keep_losses_in(folder_);
  EXPECT_THAT(own_texts(app.document()), ElementsAre(two_lines_text(), linex_text()));
  EXPECT_FALSE(app.dirty());
  EXPECT_FALSE(app.can_undo());
  // Its slider moves nothing in the collection.
  edit(
      app, [](Document& d) { d.loss("own_linex").set("a", 2); }, 40);
  EXPECT_EQ(app.until_due(40), std::numeric_limits<double>::infinity());
  edit(
      app, [](Document& d) { remove_own_loss(d, "own_linex"); }, 50);
  app.keep_losses();
  EXPECT_THAT(files(), ElementsAre("own_cauchy.toml"));
  Actions undo;
  undo.commands.push_back(Command::undo);
  app.apply(std::move(undo), 60);
  app.keep_losses();
  EXPECT_EQ(in_file("own_linex.toml"), linex_text());
}

TEST_F(Collection, IsThereWhateverSessionIsOpened) {
  write("own_linex.toml", own_loss_toml(linex_text()));
  Session session;
  add_own_loss(session.document, margin_text());
  add_own_loss(session.document, with_formula(linex_text(), "exp(r)"));
  fs::create_directories(folder_);
  save_session(session, folder_.string() + ".session.toml");
  Application app(LOSSLAB_ASSETS);
  app.keep_losses_in(folder_);
  app.open(folder_.string() + ".session.toml");
  // The session's own version of a loss is the one that it shows; nothing was changed by looking at it.
  EXPECT_THAT(own_texts(app.document()), ElementsAre(margin_text(), with_formula(linex_text(), "exp(r)")));
  app.keep_losses();
  EXPECT_THAT(files(), ElementsAre("own_linex.toml"));
  app.open(std::string(LOSSLAB_ASSETS) + "/sessions/losses.toml");
  EXPECT_THAT(own_texts(app.document()), ElementsAre(linex_text()));
  fs::remove(folder_.string() + ".session.toml");
}

TEST_F(Collection, AFileThatIsOpenedIsTaken) {
  write("sent.toml", own_loss_toml(linex_text()));
  Application app(LOSSLAB_ASSETS);
  app.open((folder_ / "sent.toml").string());
  EXPECT_THAT(own_texts(app.document()), ElementsAre(linex_text()));
  EXPECT_EQ(losses_page(app.document()).chosen_residual, "own_linex");
  EXPECT_EQ(app.view().screen, losses_id);
  EXPECT_TRUE(app.can_undo());
  app.open((folder_ / "sent.toml").string());  // known already
  EXPECT_EQ(own_texts(app.document()).size(), 1U);
  write("other.toml", own_loss_toml(with_formula(linex_text(), "exp(b r)")));
  app.open((folder_ / "other.toml").string());
  ASSERT_EQ(own_texts(app.document()).size(), 2U);
  EXPECT_EQ(own_texts(app.document())[1].id, "own_linex_2");
  write("wrong.toml", "id = \"own_w\"\nfamily = \"residual\"\nformula = \"r +\"\n");
  EXPECT_THROW(app.open((folder_ / "wrong.toml").string()), InputError);
  EXPECT_EQ(own_texts(app.document()).size(), 2U);
}

// An environment variable for a while.
class Variable {
 public:
  Variable(const char* name, const char* value) : name_(name) {
    if (const char* before = std::getenv(name)) before_ = before;
    setenv(name, value, 1);
  }
  ~Variable() {
    if (before_) {
      setenv(name_, before_->c_str(), 1);
    } else {
      unsetenv(name_);
    }
  }
  Variable(const Variable&) = delete;
  Variable& operator=(const Variable&) = delete;

 private:
  const char* name_;
  std::optional<std::string> before_;
};

TEST(LossesFolder, IsThatOfTheDesktopsData) {
  const Variable home("HOME", "/home/somebody");
  {
    const Variable data("XDG_DATA_HOME", "/x/data");
    EXPECT_EQ(losses_folder(), "/x/data/losslab/losses");
  }
  const Variable data("XDG_DATA_HOME", "relative");
  EXPECT_EQ(losses_folder(), "/home/somebody/.local/share/losslab/losses");
}

}  // namespace
}  // namespace losslab
