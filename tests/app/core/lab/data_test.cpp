// Data that come in by the choice of columns, and go out.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "app/core/lab/lab_results.h"
#include "app/core/lab/page/lab_page.h"
#include "app/core/lab/page/lab_task.h"
#include "app/core/lab/take_data.h"
#include "app/core/shell/application.h"
#include "app/core/shell/commands.h"
#include "app/core/shell/state/opening.h"
#include "app/core/shell/state/screen.h"
#include "in_english.h"
#include "losses/core/error.h"
#include "losses/learn/data/csv_columns.h"

namespace losslab {
namespace {

namespace fs = std::filesystem;

class ImportTest : public testing::Test {
 protected:
  ImportTest() : folder_(fs::temp_directory_path() / info_name()) { fs::create_directories(folder_); }
  ~ImportTest() override { fs::remove_all(folder_); }
  static std::string info_name() {
    return std::string("losslab-import-") + testing::UnitTest::GetInstance()->current_test_info()->name();
  }
  std::string file(const std::string& name, const std::string& text) const {
    std::ofstream(folder_ / name, std::ios::binary) << text;
    return path(name);
  }
  std::string path(const std::string& name) const { return (folder_ / name).string(); }
  void apply(const std::function<void(Actions&)>& ask) {
    Actions actions;
    ask(actions);
    app_.apply(std::move(actions), 0);
  }
  void save_data(Task task, const std::string& to) {
    apply([&](Actions& a) {
      a.requests.push_back({lab_task(task).id, [&](Results& results, const Document&) {
                              static_cast<LabResults&>(results).save_data(to);
                            }});
    });
  }
  // As the dialog does it.
  void import_offered(const ColumnChoice& choice) {
    const Dataset data = take_columns(*app_.offered_table(), choice);
    const std::size_t left_out = app_.offered_table()->rows() - data.size();
    apply([&](Actions& a) {
      a.take = [&](const Document& before) {
        return take_points(data, left_out, before, LOSSLAB_ASSETS, in_english());
      };
    });
  }

  fs::path folder_;
  Application app_{LOSSLAB_ASSETS, [] {}};
};

constexpr const char* flowers =
    "id,Länge,width,kind\n1,5.1,3.5,setosa\n2,7,3.2,other\n3,,1,other\n4,6.4,3.2,other\n5,4.9,3,setosa\n";

TEST_F(ImportTest, AnOpenedTableIsOfferedAndBecomesPoints) {
  const Document before = app_.document();
  apply([&](Actions& a) { a.open_file = file("flowers.csv", flowers); });
  ASSERT_NE(app_.offered_table(), nullptr);
  EXPECT_TRUE(app_.document() == before);
  ColumnChoice choice = guess_columns(*app_.offered_table());
  choice.leave_out_incomplete = true;
  import_offered(choice);
  EXPECT_EQ(app_.offered_table(), nullptr);
  EXPECT_EQ(app_.view().screen, "classification");
  const LabPage& page = lab_page(app_.document(), Task::classification);
  EXPECT_EQ(page.data.kind, DataSpec::Kind::points);
  EXPECT_TRUE(page.standardize);
  EXPECT_EQ(lab_results(app_, Task::classification).lab().data().x1_name, "Länge");
  EXPECT_THAT(lab_results(app_, Task::classification).lab().data().y, testing::ElementsAre(1, -1, -1, 1));
  EXPECT_EQ(app_.message()->text,
            "flowers.csv: 4 labelled points, 1 incomplete row left out. The descent sees centred and scaled inputs.");
  apply([](Actions& a) { a.commands.push_back(Command::undo); });
  EXPECT_TRUE(app_.document() == before);
  EXPECT_FALSE(app_.can_undo());
}

// Rousseeuw and Leroy (1987): least squares has a slope of 5.04, the bulk about 1.1. In the units of the file the usual
// thresholds would leave Tukey's loss stuck where it starts.
TEST_F(ImportTest, AFileOfMeasurementsTellsItsStoryAtOnce) {
  const Document before = app_.document();
  app_.open(LOSSLAB_ASSETS "/data/phones.csv");
  EXPECT_EQ(app_.view().screen, "regression");
  EXPECT_NEAR(app_.document().loss("huber").parameter(0), 5.8555, 5e-5);
  EXPECT_NEAR(app_.document().loss("tukey_biweight").parameter(0), 20.397, 5e-4);
  EXPECT_FALSE(lab_page(app_.document(), Task::regression).start.empty());
  app_.run_to(300);
  const Lab& lab = lab_results(app_, Task::regression).lab();
  EXPECT_NEAR(lab.reported(lab.competitor("squared_error"))[0], 5.04, 5e-3);
  EXPECT_NEAR(lab.reported(lab.competitor("tukey_biweight"))[0], 1.1, 0.15);
  apply([](Actions& a) { a.commands.push_back(Command::undo); });
  EXPECT_TRUE(app_.document() == before);
}

TEST_F(ImportTest, TheSessionCarriesTheData) {
  app_.offer(file("flowers.csv", flowers));
  ColumnChoice choice = guess_columns(*app_.offered_table(), Task::regression);
  choice.leave_out_incomplete = true;
  import_offered(choice);
  apply([&](Actions& a) { a.save_session_as = path("s.toml"); });
  fs::remove(path("flowers.csv"));
  Application other(LOSSLAB_ASSETS, [] {});
  other.open(path("s.toml"));
  EXPECT_TRUE(other.document() == app_.document());
  EXPECT_EQ(lab_results(other, Task::regression).lab().data().name, "flowers.csv");
}

TEST_F(ImportTest, WhatIsKnownIsTakenAtOnceWhereThatIsAskedFor) {
  app_.offer(LOSSLAB_ASSETS "/data/phones.csv", true);
  EXPECT_EQ(app_.offered_table(), nullptr);
  EXPECT_EQ(lab_page(app_.document(), Task::regression).data.kind, DataSpec::Kind::file);
  app_.offer(LOSSLAB_ASSETS "/data/phones.csv");
  EXPECT_NE(app_.offered_table(), nullptr);
  apply([](Actions& a) { a.put_table_away = true; });
  EXPECT_EQ(app_.offered_table(), nullptr);
  app_.offer(file("odd.CSV", flowers), true);
  EXPECT_NE(app_.offered_table(), nullptr);
}

TEST_F(ImportTest, WhatIsNoTableIsRefused) {
  EXPECT_THROW(app_.offer(file("ragged.csv", "a,b\n1,2\n3,4,5\n")), InputError);
  EXPECT_THROW(app_.offer(path("nowhere.csv")), InputError);
  apply([&](Actions& a) { a.open_file = path("ragged.csv"); });
  EXPECT_TRUE(app_.message()->error);
  EXPECT_EQ(app_.message()->text, "ragged.csv: line 3 has 3 fields, expected 2 as in the header.");
  EXPECT_EQ(app_.offered_table(), nullptr);
}

TEST_F(ImportTest, PointsAreSavedAsTheyAre) {
  apply([](Actions& a) { a.commands.push_back(screen_command(screen_index("regression"))); });
  save_data(Task::regression, path("points"));
  EXPECT_EQ(app_.message()->text, "Saved 60 points as " + path("points.csv") + ".");
  const Dataset &shown = lab_results(app_, Task::regression).lab().data(), read = read_csv(path("points.csv"));
  EXPECT_EQ(read.x1, shown.x1);
  EXPECT_EQ(read.y, shown.y);
  EXPECT_EQ(read.outlier, shown.outlier);
  save_data(Task::regression, "/nowhere/points.csv");
  EXPECT_TRUE(app_.message()->error);
  app_.say("");
  save_data(Task::classification, path("none.csv"));  // which was not opened yet
  EXPECT_TRUE(app_.message()->error);
  EXPECT_FALSE(fs::exists(path("none.csv")));
}

}  // namespace
}  // namespace losslab
