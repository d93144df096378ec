// What a click on the points does.
#include <array>
#include <span>

#include "app/screens/lab/lab_memory.h"
#include "app/screens/lab/lab_panels.h"

namespace losslab {
namespace {

struct Tool {
  PointTool tool;
  const char *name, *help;  // keys
};

}  // namespace

void tool_choice(LabPanel& panel) {
  static constexpr std::array regression{Tool{PointTool::move, "lab.tools.move", "lab.tools.move_tip"},
                                         Tool{PointTool::add, "lab.tools.add", "lab.tools.add_tip"},
                                         Tool{PointTool::remove, "lab.tools.delete", "lab.tools.delete_tip"},
                                         Tool{PointTool::mark, "lab.tools.outlier", "lab.tools.outlier_tip"}};
  static constexpr std::array classification{
      Tool{PointTool::move, "lab.tools.move", "lab.tools.move_tip"},
      Tool{PointTool::add, "lab.tools.add_positive", "lab.tools.add_positive_tip"},
      Tool{PointTool::add_other, "lab.tools.add_negative", "lab.tools.add_negative_tip"},
      Tool{PointTool::remove, "lab.tools.delete", "lab.tools.delete_tip"},
      Tool{PointTool::mark, "lab.tools.flip", "lab.tools.flip_tip"}};
  // Of several predictors one alone cannot be seen in the plot, and so no point be put or moved there.
  static constexpr std::array several{Tool{PointTool::move, "lab.tools.choose", "lab.tools.choose_tip"},
                                      Tool{PointTool::remove, "lab.tools.delete", "lab.tools.delete_tip"},
                                      Tool{PointTool::mark, "lab.tools.outlier", "lab.tools.outlier_tip"}};
  const std::span<const Tool> tools = panel.task == Task::classification ? std::span<const Tool>(classification)
                                      : panel.has_several_predictors()   ? std::span<const Tool>(several)
                                                                         : std::span<const Tool>(regression);
  std::vector<std::string> names;
  int current = 0;
  for (const Tool& each : tools) {
    if (each.tool == panel.state.memory<LabMemory>().tool) current = static_cast<int>(names.size());
    names.push_back(panel.text(each.name));
  }
  // Where there is no room for all of them beside each other they are a list.
  const bool list = ImGui::GetContentRegionAvail().x < panel.ui.px(62.0 * static_cast<double>(names.size()));
  if (const auto clicked =
          list ? combo("point_tool", "", names, current, panel) : segmented("point_tool", names, current, panel)) {
    panel.state.memory<LabMemory>().tool = tools[static_cast<std::size_t>(*clicked)].tool;
  }
  if (ImGui::IsItemHovered()) {
    ImGui::SetTooltip("%s", panel.text(tools[static_cast<std::size_t>(current)].help).c_str());
  }
}

}  // namespace losslab
