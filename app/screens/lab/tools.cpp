// What a click on the points does.
#include <array>
#include <span>

#include "app/screens/lab/lab_memory.h"
#include "app/screens/lab/lab_panels.h"

namespace losslab {
namespace {

struct Tool {
  PointTool tool;
  const char* name;
  const char* help;
};

}  // namespace

void tool_choice(LabPanel& panel) {
  static constexpr std::array regression{
      Tool{PointTool::move, "Move", "Drag a point to move it; click it to choose it."},
      Tool{PointTool::add, "Add", "Click in the data to add a point, or drag to spray points."},
      Tool{PointTool::remove, "Delete", "Click a point to delete it, or drag to rub points out."},
      Tool{PointTool::mark, "Outlier",
           "Click or drag over points to mark them as outliers; hold Shift to unmark them."}};
  static constexpr std::array classification{
      Tool{PointTool::move, "Move", "Drag a point to move it; click it to choose it."},
      Tool{PointTool::add, "Add +1", "Click in the data to add a point of class +1, or drag to spray points."},
      Tool{PointTool::add_other, "Add −1", "Click in the data to add a point of class −1, or drag to spray points."},
      Tool{PointTool::remove, "Delete", "Click a point to delete it, or drag to rub points out."},
      Tool{PointTool::mark, "Flip", "Click a point to flip its label, or drag over points to flip theirs once."}};
  const std::span<const Tool> tools =
      panel.task == Task::regression ? std::span<const Tool>(regression) : std::span<const Tool>(classification);
  std::vector<std::string> names;
  int current = 0;
  for (const Tool& each : tools) {
    if (each.tool == panel.state.memory<LabMemory>().tool) current = static_cast<int>(names.size());
    names.emplace_back(each.name);
  }
  // Where there is no room for all of them beside each other they are a list.
  const bool list = ImGui::GetContentRegionAvail().x < panel.ui.px(62.0 * static_cast<double>(names.size()));
  if (const auto clicked =
          list ? combo("point_tool", "", names, current, panel) : segmented("point_tool", names, current, panel)) {
    panel.state.memory<LabMemory>().tool = tools[static_cast<std::size_t>(*clicked)].tool;
  }
  if (ImGui::IsItemHovered()) ImGui::SetTooltip("%s", tools[static_cast<std::size_t>(current)].help);
}

}  // namespace losslab
