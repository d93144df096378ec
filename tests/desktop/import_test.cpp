// Tables whose columns are chosen in the window, and points that are saved.
#include <fstream>

#include "app/core/lab/page/lab_page.h"
#include "app/core/shell/state/document.h"
#include "app/screens/lab/lab_memory.h"
#include "app/screens/lab/lab_panels.h"
#include "driver.h"
#include "losses/core/error.h"

namespace losslab {
namespace {

class ImportWindow : public Driver {
 protected:
  const Dialog* dialog() const { return window_.screen_state().dialog; }
  const ImportDraft& draft() const { return window_.screen_state().memory<LabMemory>().import; }
  void offer(const std::string& text) {
    std::ofstream(file("table.csv")) << text;
    window_.application().offer(file("table.csv"));
    ASSERT_TRUE(until([this] { return dialog() == &import_dialog; }));
    ASSERT_TRUE(until([this] { return window_.control("dialog_import") != nullptr; }));
    window_.settle();
  }
  void choose(const std::string& control, int entry) {
    const ColumnChoice before = draft().choice;
    click(middle_of(control));
    const std::string name = control + "." + std::to_string(entry);
    ASSERT_TRUE(until([&] { return window_.control(name) != nullptr; })) << name;
    window_.settle();
    click(middle_of(name));
    EXPECT_TRUE(until([&] { return !(draft().choice == before); })) << control;
    window_.settle();
  }
};

constexpr const char* odd = "id,kind,a,b,note\n1,ham,1,10,u\n2,spam,2,20,v\n3,ham,,30,w\n4,ham,4,50,q\n";

TEST_F(ImportWindow, EnterTakesTheColumnsAsGuessed) {
  offer(odd);
  EXPECT_EQ(draft().choice.task, Task::regression);
  EXPECT_NE(draft().problem, "");
  key("Return");
  EXPECT_EQ(dialog(), &import_dialog);
  click(middle_of("import_leave_out"));
  ASSERT_TRUE(until([this] { return draft().problem.empty(); }));
  key("Return");
  ASSERT_TRUE(until([this] { return dialog() == nullptr; }));
  EXPECT_EQ(app().view().screen, "regression");
  EXPECT_EQ(lab().data().x1, (std::vector<double>{1, 2, 4}));
  EXPECT_EQ(lab().data().y_name, "b");
  EXPECT_EQ(lab_page(app().document(), Task::regression).data.kind, DataSpec::Kind::points);
  EXPECT_EQ(app().offered_table(), nullptr);
  EXPECT_EQ(draft().table, nullptr);
}

TEST_F(ImportWindow, ColumnsAreChosenByClick) {
  offer(odd);
  click(middle_of("import_task.Classes"));
  ASSERT_TRUE(until([this] { return draft().choice.task == Task::classification; }));
  choose("import_x1", 0);
  EXPECT_EQ(draft().choice.x2, 3);
  choose("import_true_label", 2);
  EXPECT_NE(draft().problem, "");
  choose("import_true_label", 0);
  choose("import_positive", 0);
  ASSERT_EQ(draft().problem, "");
  click(middle_of("dialog_import"));
  ASSERT_TRUE(until([this] { return dialog() == nullptr; }));
  EXPECT_EQ(app().view().screen, "classification");
  EXPECT_EQ(lab().data().x1, (std::vector<double>{1, 2, 3, 4}));
  EXPECT_EQ(lab().data().x2, (std::vector<double>{10, 20, 30, 50}));
  EXPECT_EQ(lab().data().y, (std::vector<double>{1, -1, 1, 1}));
  key("ctrl+z");
  EXPECT_TRUE(until([this] { return lab().data().name == "gaussians"; }));
}

TEST_F(ImportWindow, ReadsATableInAnotherWay) {
  offer("x;y\n1;1,234\n2;2,345\n3;-999\n4;950\n");
  EXPECT_EQ(draft().table->understanding().decimal, ',');
  EXPECT_EQ(draft().points.y, (std::vector<double>{1.234, 2.345, -999, 950}));
  click(middle_of("import_reading"));
  ASSERT_TRUE(until([this] { return window_.control("import_decimal") != nullptr; }));
  window_.settle();
  const auto decide = [this](const std::string& control, int entry) {
    click(middle_of(control));
    const std::string name = control + "." + std::to_string(entry);
    ASSERT_TRUE(until([&] { return window_.control(name) != nullptr; })) << name;
    window_.settle();
    click(middle_of(name));
    window_.settle();
  };
  decide("import_decimal", 0);
  EXPECT_EQ(draft().points.y, (std::vector<double>{1234, 2345, -999, 950}));
  click(middle_of("##import_missing"));
  type("-999");
  key("Return");
  ASSERT_TRUE(until([this] { return draft().table->understanding().chosen_missing == 1; }));
  EXPECT_EQ(dialog(), &import_dialog);
  EXPECT_EQ(draft().incomplete, 1U);
  decide("import_delimiter", 2);
  EXPECT_NE(draft().reading_problem, "");
  EXPECT_EQ(draft().table->understanding().delimiter, ';');
  click(middle_of("import_header"));
  ASSERT_TRUE(until([this] { return !draft().table->understanding().header; }));
  EXPECT_EQ(draft().table->rows(), 5U);
  EXPECT_EQ(draft().reading_problem, "");
}

TEST_F(ImportWindow, PastesACopiedTable) {
  ImGui::SetClipboardText("height\tweight\n1,80\t81,5\n1,65\t60,25\n");
  key("ctrl+v");
  ASSERT_TRUE(until([this] { return dialog() == &import_dialog; }));
  ASSERT_TRUE(until([this] { return window_.control("dialog_import") != nullptr; }));
  EXPECT_EQ(draft().points.x1, (std::vector<double>{1.8, 1.65}));
  window_.settle();
  ImGui::SetClipboardText("a\tb\n1\t2\n3\t4\n");
  key("ctrl+v");
  ASSERT_TRUE(until([this] { return draft().points.x1_name == "a"; }));
  window_.settle();
  key("Return");
  ASSERT_TRUE(until([this] { return dialog() == nullptr; }));
  EXPECT_EQ(lab().data().y, (std::vector<double>{2, 4}));
  ImGui::SetClipboardText("no table");
  key("ctrl+v");
  ASSERT_TRUE(until([this] { return app().message() && app().message()->error; }));
  EXPECT_EQ(app().message()->text, "clipboard: expected at least 2 rows below the header, found 0.");
}

TEST_F(ImportWindow, EscapePutsTheTableAway) {
  const Document before = app().document();
  offer(odd);
  key("Escape");
  ASSERT_TRUE(until([this] { return dialog() == nullptr; }));
  EXPECT_TRUE(until([this] { return app().offered_table() == nullptr; }));
  EXPECT_TRUE(app().document() == before);
  offer(odd);  // and it can be had again
  click(middle_of("dialog_cancel"));
  ASSERT_TRUE(until([this] { return app().offered_table() == nullptr; }));
  EXPECT_EQ(dialog(), nullptr);
}

TEST_F(ImportWindow, TheOpenDialogLeadsToIt) {
  std::ofstream(file("table.csv")) << odd;
  key("ctrl+o");
  ASSERT_TRUE(until([this] { return window_.control("##file_name") != nullptr; }));
  window_.settle();
  type(file("table.csv"));
  key("Return");
  ASSERT_TRUE(until([this] { return dialog() == &import_dialog; }));
  EXPECT_EQ(draft().table->name(), "table.csv");
}

TEST_F(ImportWindow, SavesTheData) {
  click(middle_of("tab.Regression"));
  ASSERT_TRUE(until([this] { return app().view().screen == "regression"; }));
  window_.settle();
  reveal("save_data");
  click(middle_of("save_data"));
  ASSERT_TRUE(until([this] { return window_.control("##file_name") != nullptr; }));
  window_.settle();
  key("ctrl+a");
  type(file("points"));
  click(middle_of("dialog_agree"));
  ASSERT_TRUE(until([this] { return dialog() == nullptr; }));
  EXPECT_EQ(read_csv(file("points.csv")).y, lab().data().y);
}

}  // namespace
}  // namespace losslab
