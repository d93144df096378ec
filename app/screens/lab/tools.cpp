// What a click on the points does.
#include <algorithm>
#include <array>
#include <span>

#include "app/screens/lab/lab_memory.h"
#include "app/screens/lab/lab_panels.h"
#include "widgets/imgui/text.h"

namespace losslab {
namespace {

struct Tool {
  PointTool tool;
  const char *name, *help;  // keys
};

constexpr std::array regression_tools{Tool{PointTool::move, "lab.tools.move", "lab.tools.move_tip"},
                                      Tool{PointTool::add, "lab.tools.add", "lab.tools.add_tip"},
                                      Tool{PointTool::remove, "lab.tools.delete", "lab.tools.delete_tip"},
                                      Tool{PointTool::mark, "lab.tools.outlier", "lab.tools.outlier_tip"}};
constexpr std::array two_classes{Tool{PointTool::move, "lab.tools.move", "lab.tools.move_tip"},
                                 Tool{PointTool::add, "lab.tools.add_positive", "lab.tools.add_positive_tip"},
                                 Tool{PointTool::add_other, "lab.tools.add_negative", "lab.tools.add_negative_tip"},
                                 Tool{PointTool::remove, "lab.tools.delete", "lab.tools.delete_tip"},
                                 Tool{PointTool::mark, "lab.tools.flip", "lab.tools.flip_tip"}};
// Of several predictors one alone cannot be seen in the plot, and so no point be put or moved there.
constexpr std::array several_predictors{Tool{PointTool::move, "lab.tools.choose", "lab.tools.choose_tip"},
                                        Tool{PointTool::remove, "lab.tools.delete", "lab.tools.delete_tip"},
                                        Tool{PointTool::mark, "lab.tools.outlier", "lab.tools.outlier_tip"}};

// A tool as it stands in the row: of several classes there is one that adds for each.
struct Choice {
  PointTool tool;
  int added_class;
  std::string name;
  const char* help;
};

std::vector<Choice> class_choices(const LabPanel& panel) {
  std::vector<Choice> all{{PointTool::move, 0, panel.text("lab.tools.move"), "lab.tools.move_tip"}};
  int k = 0;
  for (const std::string& name : panel.lab().data().class_names) {
    all.push_back(
        {PointTool::add, k++, panel.text("lab.tools.add_class", {{"class", name}}), "lab.tools.add_class_tip"});
  }
  all.push_back({PointTool::remove, 0, panel.text("lab.tools.delete"), "lab.tools.delete_tip"});
  all.push_back({PointTool::mark, 0, panel.text("lab.tools.next_class"), "lab.tools.next_class_tip"});
  return all;
}

std::vector<Choice> choices_of(const LabPanel& panel) {
  if (panel.task == Task::classification && panel.ready() && !panel.lab().data().class_names.empty()) {
    return class_choices(panel);
  }
  const std::span<const Tool> tools = panel.task == Task::classification ? std::span<const Tool>(two_classes)
                                      : panel.has_several_predictors()   ? std::span<const Tool>(several_predictors)
                                                                         : std::span<const Tool>(regression_tools);
  std::vector<Choice> all;
  for (const Tool& tool : tools) all.push_back({tool.tool, 0, panel.text(tool.name), tool.help});
  return all;
}

}  // namespace

void tool_choice(LabPanel& panel) {
  LabMemory& memory = panel.state.memory<LabMemory>();
  const std::vector<Choice> choices = choices_of(panel);
  std::vector<std::string> names;
  int current = 0;
  for (const Choice& each : choices) {
    const bool of_class = each.tool != PointTool::add || each.added_class == memory.added_class;
    if (each.tool == memory.tool && of_class) current = static_cast<int>(names.size());
    names.push_back(each.name);
  }
  // Where there is no room for all of them beside each other they are a list.
  float least = panel.ui.px(62);
  for (const std::string& name : names) least = std::max(least, text_width(body_pen(panel.ui), name) + panel.ui.px(10));
  const bool list = ImGui::GetContentRegionAvail().x < least * static_cast<float>(names.size());
  if (const auto clicked =
          list ? combo("point_tool", "", names, current, panel) : segmented("point_tool", names, current, panel)) {
    const Choice& taken = choices[static_cast<std::size_t>(*clicked)];
    memory.tool = taken.tool;
    memory.added_class = taken.added_class;
  }
  if (ImGui::IsItemHovered()) {
    ImGui::SetTooltip("%s", panel.text(choices[static_cast<std::size_t>(current)].help).c_str());
  }
}

}  // namespace losslab
