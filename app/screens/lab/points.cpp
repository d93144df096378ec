#include <algorithm>
#include <numeric>

#include "app/screens/lab/lab_memory.h"
#include "app/screens/lab/lab_panels.h"

namespace losslab {
namespace {

// An edit of the points. Generated data and files become points of one's own first; the truth that they were made from
// stays known.
void edit_points(LabPanel& panel, std::string what, std::function<void(Dataset&)> change, std::string merge = {}) {
  std::shared_ptr<const Dataset> now;
  if (panel.page().data.kind != DataSpec::Kind::points) now = panel.lab().setting().data;
  panel.edit_page(
      std::move(what),
      [now, change = std::move(change)](LabPage& page) {
        if (now && page.data.kind != DataSpec::Kind::points) {
          page.data.points = *now;
          page.data.points.name = "your points";
          page.data.kind = DataSpec::Kind::points;
        }
        change(page.data.points);
      },
      std::move(merge));
}

double mean_of(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

// Of several classes the next one.
double other_label(const Dataset& data, double label) {
  if (data.class_names.empty()) return -label;
  const double next = label + 1;
  return next < static_cast<double>(data.class_names.size()) ? next : 0;
}

bool marked(const Dataset& data, std::size_t i) { return i < data.outlier.size() && data.outlier[i] != 0; }

}  // namespace

void move_point(LabPanel& panel, int point, Point to) {
  const auto i = static_cast<std::size_t>(point);
  edit_points(
      panel, panel.text("lab.points.move_edit"),
      [i, to](Dataset& data) {
        if (i >= data.size()) return;
        data.x1[i] = to.x;
        if (data.task == Task::regression) {
          data.y[i] = to.y;
        } else {
          data.x2[i] = to.y;
        }
      },
      panel.drag_mark("point"));
}

void choose_point(LabPanel& panel, int point) {
  panel.look_anew([point](LabView& view) { view.chosen_point = point; });
}

void add_points(LabPanel& panel, std::vector<Point> at, double label, const std::string& merge) {
  if (at.empty()) return;
  const bool one = at.size() == 1 && merge.empty();
  edit_points(
      panel, panel.text(one ? "lab.points.add_edit" : "lab.points.add_many_edit"),
      [at = std::move(at), label](Dataset& data) {
        for (const Point p : at) {
          data.x1.push_back(p.x);
          if (!data.weight.empty()) data.weight.push_back(1);
          if (data.task == Task::regression) {
            data.y.push_back(p.y);
            if (!data.outlier.empty()) data.outlier.push_back(0);
          } else {
            data.x2.push_back(p.y);
            data.y.push_back(label);
            if (!data.true_label.empty()) data.true_label.push_back(label);
            for (Predictor& further : data.more) further.values.push_back(mean_of(further.values));
          }
        }
      },
      merge);
}

void remove_points(LabPanel& panel, std::vector<int> points, const std::string& merge) {
  if (points.empty()) return;
  const std::size_t size = panel.lab().data().size(), least = 2;
  if (size <= least) {
    const std::string& wrong = panel.text("lab.points.two_stay");
    panel.actions.edit(panel.text("lab.points.delete_edit"), [&wrong](Document&) { throw InputError(wrong); });
    return;
  }
  std::sort(points.begin(), points.end());
  if (points.size() > size - least) points.resize(size - least);
  edit_points(
      panel, panel.text(merge.empty() ? "lab.points.delete_edit" : "lab.points.delete_many_edit"),
      [points = std::move(points)](Dataset& data) {
        // From the last on, so that the numbers of those before it stay true.
        for (auto point = points.rbegin(); point != points.rend(); ++point) {
          erase_point(data, static_cast<std::size_t>(*point));
        }
      },
      merge);
  choose_point(panel, -1);
}

void mark_points(LabPanel& panel, std::vector<int> points, bool outlier, const std::string& merge) {
  const Dataset& now = panel.lab().data();
  std::erase_if(points, [&](int point) { return marked(now, static_cast<std::size_t>(point)) == outlier; });
  if (points.empty()) return;
  edit_points(
      panel, panel.text(outlier ? "lab.points.mark_edit" : "lab.points.unmark_edit"),
      [points = std::move(points), outlier](Dataset& data) {
        data.outlier.resize(data.size(), 0);
        for (const int point : points) {
          const auto i = static_cast<std::size_t>(point);
          if (i < data.size()) data.outlier[i] = outlier ? 1 : 0;
        }
      },
      merge);
}

double added_label(const LabPanel& panel) {
  const LabMemory& memory = panel.state.memory<LabMemory>();
  const int classes = panel.ready() ? static_cast<int>(panel.lab().data().class_names.size()) : 0;
  if (classes == 0) return memory.tool == PointTool::add_other ? -1 : 1;
  return std::clamp(memory.added_class, 0, classes - 1);
}

void flip_points(LabPanel& panel, std::vector<int> points, const std::string& merge) {
  if (points.empty()) return;
  edit_points(
      panel, panel.text(merge.empty() ? "lab.points.flip_edit" : "lab.points.flip_many_edit"),
      [points = std::move(points)](Dataset& data) {
        // The labels as they were are the true ones from now on.
        if (data.true_label.empty()) data.true_label = data.y;
        for (const int point : points) {
          const auto i = static_cast<std::size_t>(point);
          if (i < data.size()) data.y[i] = other_label(data, data.y[i]);
        }
      },
      merge);
}

void mark_point(LabPanel& panel, int point) {
  if (panel.task == Task::regression) {
    mark_points(panel, {point}, !marked(panel.lab().data(), static_cast<std::size_t>(point)));
  } else {
    flip_points(panel, {point});
  }
}

}  // namespace losslab
