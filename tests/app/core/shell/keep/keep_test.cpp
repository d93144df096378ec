// What outlives the program: the list of files, and unsaved work.
#include <gmock/gmock.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmath>
#include <fstream>

#include "app/core/shell/application.h"
#include "app/core/shell/files/session.h"
#include "app/core/shell/keep/recent_files.h"
#include "app/core/shell/keep/recovery.h"
#include "app/core/shell/keep/state_folder.h"
#include "app/core/shell/keep/unsaved_clock.h"
#include "app/core/shell/state/document.h"
#include "app/core/shell/state/screen.h"

namespace losslab {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::IsEmpty;

class Keep : public testing::Test {
 protected:
  Keep() {
    const auto* test = testing::UnitTest::GetInstance()->current_test_info();
    folder_ = fs::path(testing::TempDir()) / (std::string("losslab-keep-") + test->name() + std::to_string(::getpid()));
    fs::create_directories(folder_);
  }
  ~Keep() override { fs::remove_all(folder_); }
  std::vector<std::string> names_in(const std::string& folder) const {
    std::vector<std::string> names;
    std::error_code none;
    for (const auto& entry : fs::directory_iterator(folder_ / folder, none)) names.push_back(entry.path().filename());
    return names;
  }
  static Session edited(double delta) {
    Session session;
    session.document.loss("huber").set("delta", delta);
    return session;
  }
  static void set_delta(Application& app, double delta, double now) {
    Actions actions;
    actions.edit("δ", [delta](Document& document) { document.loss("huber").set("delta", delta); });
    app.apply(std::move(actions), now);
  }
  static double delta(const Application& app) { return app.document().loss("huber").parameter("delta"); }
  static std::string screen_at_start(const fs::path& folder, const std::string& leave_at) {
    Application app(LOSSLAB_ASSETS);
    app.keep_in(folder);
    app.go_where_left();
    const std::string begun = app.view().screen;
    Actions actions;
    actions.look([&](View& view) { view.screen = leave_at; });
    app.apply(std::move(actions), 0);
    app.end_well();
    return begun;
  }
  // Another program that keeps its work and is killed.
  template <class Work>
  static void in_killed_process(Work&& work) {
    const pid_t child = ::fork();
    if (child == 0) {
      work();
      ::_exit(0);  // no destructor, as when it is killed
    }
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
  }

  fs::path folder_;
};

TEST_F(Keep, RecentFilesComeNewestFirstAndOnce) {
  RecentFiles recent(folder_);
  EXPECT_THAT(recent.files(), IsEmpty());
  EXPECT_EQ(recent.folder(), "");
  recent.note("/x/a.toml");
  recent.note("/y/b \"q\".csv");
  recent.note("/x/../x/a.toml");
  EXPECT_THAT(RecentFiles(folder_).files(), ElementsAre("/x/a.toml", "/y/b \"q\".csv"));
  EXPECT_EQ(RecentFiles(folder_).folder(), "/x");
  for (int i = 0; i < 20; ++i) recent.note("/z/" + std::to_string(i));
  EXPECT_EQ(RecentFiles(folder_).files().size(), RecentFiles::most);
  EXPECT_EQ(RecentFiles(folder_).files().front(), "/z/19");
}

TEST_F(Keep, RecentFilesOfTwoProgramsAreBothKept) {
  RecentFiles one(folder_), other(folder_);
  one.note("/a");
  other.note("/b");
  EXPECT_THAT(RecentFiles(folder_).files(), ElementsAre("/b", "/a"));
}

TEST_F(Keep, ADamagedListIsAsNone) {
  std::ofstream(folder_ / "files.toml") << "files = [";
  EXPECT_THAT(RecentFiles(folder_).files(), IsEmpty());
  RecentFiles recent(folder_);
  recent.note("/good");
  recent.note("/no\xff text");  // TOML cannot say it; what was written stays
  EXPECT_THAT(RecentFiles(folder_).files(), ElementsAre("/good"));
}

TEST_F(Keep, WithoutAFolderNothingIsWritten) {
  RecentFiles recent;
  recent.note("/a");
  EXPECT_THAT(recent.files(), ElementsAre("/a"));
  Application app(LOSSLAB_ASSETS, [] {});
  set_delta(app, 2, 0);
  EXPECT_TRUE(std::isinf(app.until_due(100)));
  EXPECT_EQ(app.left_work(), std::nullopt);
}

TEST(UnsavedClock, IsDueSomeSecondsAfterTheLastEditAndAtTimesInBetween) {
  UnsavedClock clock;
  EXPECT_TRUE(std::isinf(clock.until_due(0)));
  clock.edited(10);
  EXPECT_EQ(clock.until_due(10), 3);
  EXPECT_EQ(clock.until_due(12), 1);
  clock.edited(12);
  EXPECT_EQ(clock.until_due(12), 3);
  for (double now = 12; now <= 28; now += 2) clock.edited(now);
  EXPECT_EQ(clock.until_due(28), 2);
  EXPECT_EQ(clock.until_due(31), 0);
  clock.kept();
  EXPECT_TRUE(std::isinf(clock.until_due(31)));
}

TEST_F(Keep, WorkOfAKilledProgramIsOfferedOnceAndExactly) {
  in_killed_process([&] {
    Recovery recovery(folder_);
    recovery.keep(edited(2.25), "/x/my \"own\"\n.toml");
    recovery.wait();
    ::_exit(0);
  });
  Recovery next(folder_);
  ASSERT_TRUE(next.left());
  EXPECT_EQ(next.left()->of, "/x/my \"own\"\n.toml");
  EXPECT_EQ(next.load_left(), edited(2.25));
  EXPECT_EQ(Recovery(folder_).left(), std::nullopt) << "a program that runs holds it";
  next.discard_left();
  EXPECT_EQ(next.left(), std::nullopt);
  EXPECT_THAT(names_in("."), IsEmpty());
}

TEST_F(Keep, WorkOfARunningProgramIsNotTaken) {
  Recovery one(folder_), other(folder_);
  one.keep(edited(2), "");
  other.keep(edited(3), "");
  one.wait();
  other.wait();
  EXPECT_EQ(Recovery(folder_).left(), std::nullopt);
  EXPECT_EQ(names_in(".").size(), 4u);
  one.forget();
  other.forget();
  EXPECT_THAT(names_in("."), IsEmpty());
}

TEST_F(Keep, WorkThatIsNotAnsweredForStaysForTheNext) {
  in_killed_process([&] {
    Recovery recovery(folder_);
    recovery.keep(edited(2), "");
    recovery.wait();
    ::_exit(0);
  });
  { EXPECT_EQ(Recovery(folder_).left()->of, ""); }
  EXPECT_TRUE(Recovery(folder_).left());
}

TEST_F(Keep, AnApplicationKeepsItsWorkWhileItIsUnsaved) {
  Application app(LOSSLAB_ASSETS, [] {});
  app.keep_in(folder_);
  EXPECT_TRUE(std::isinf(app.until_due(0)));
  set_delta(app, 2, 10);
  EXPECT_EQ(app.until_due(11), 2);
  app.tick(11);
  EXPECT_THAT(names_in("recovery"), IsEmpty());
  app.tick(13);
  EXPECT_TRUE(std::isinf(app.until_due(13)));
  app.keep_unsaved();  // waits for the one before
  EXPECT_EQ(names_in("recovery").size(), 2u);
  Actions save;
  save.save_session_as = (folder_ / "mine.toml").string();
  app.apply(std::move(save), 14);
  EXPECT_THAT(names_in("recovery"), IsEmpty());
  EXPECT_EQ(app.recent_files().files().front(), (folder_ / "mine.toml").string());
  set_delta(app, 3, 20);
  app.keep_unsaved();
  app.end_well();
  EXPECT_THAT(names_in("recovery"), IsEmpty());
}

TEST_F(Keep, RestoredWorkIsUnsavedWorkOfItsFile) {
  const std::string file = (folder_ / "mine.toml").string();
  in_killed_process([&] {
    Application app(LOSSLAB_ASSETS, [] {});
    app.keep_in(folder_);
    Actions save;
    save.save_session_as = file;
    app.apply(std::move(save), 0);
    set_delta(app, 2.5, 1);
    app.tick(10);
    app.keep_unsaved();  // waits for the one before
    app.keep_unsaved();
    ::_exit(0);
  });
  Application app(LOSSLAB_ASSETS, [] {});
  app.keep_in(folder_);
  ASSERT_EQ(app.left_work(), file);
  Actions restore;
  restore.left_work = Actions::LeftWork::restore;
  app.apply(std::move(restore), 0);
  EXPECT_EQ(delta(app), 2.5);
  EXPECT_TRUE(app.dirty());
  EXPECT_EQ(app.session_path(), file);
  EXPECT_EQ(app.left_work(), std::nullopt);
  EXPECT_EQ(names_in("recovery").size(), 2u) << "it is kept anew, and only once";
  EXPECT_EQ(load_session(file).document.loss("huber").parameter("delta"), 1) << "the file itself is as it was";
}

TEST_F(Keep, DamagedWorkIsRefusedAndStays) {
  fs::create_directories(folder_ / "recovery");
  std::ofstream(folder_ / "recovery/7-1.toml") << "# Unsaved work of LossLab, of \"a.toml\"\nversion = ";
  Application app(LOSSLAB_ASSETS, [] {});
  app.keep_in(folder_);
  ASSERT_EQ(app.left_work(), "a.toml");
  Actions restore;
  restore.left_work = Actions::LeftWork::restore;
  app.apply(std::move(restore), 0);
  EXPECT_TRUE(app.message()->error);
  EXPECT_EQ(app.left_work(), "a.toml");
  Actions discard;
  discard.left_work = Actions::LeftWork::discard;
  app.apply(std::move(discard), 0);
  EXPECT_EQ(app.left_work(), std::nullopt);
  EXPECT_THAT(names_in("recovery"), IsEmpty());
}

TEST_F(Keep, TheProgramBeginsAtTheFirstScreenAndLaterWhereItWasLeft) {
  EXPECT_EQ(screen_at_start(folder_, "regression"), screens().front()->id());
  EXPECT_EQ(screen_at_start(folder_, "losses"), "regression");
  EXPECT_EQ(screen_at_start(folder_, "losses"), "losses");
  std::ofstream(folder_ / "place.toml") << "view = 1\n";
  EXPECT_EQ(screen_at_start(folder_, "losses"), screens().front()->id());
}

}  // namespace
}  // namespace losslab
