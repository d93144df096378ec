#include "app/screens/panels.h"

namespace losslab {
namespace {

// An edit of the points. Generated data and files become points of one's own first; the truth that they were made from
// stays known.
void edit_points(Panel& panel, std::string what, std::function<void(Dataset&)> change, std::string merge = {}) {
  std::shared_ptr<const Dataset> now;
  if (panel.page().data.kind != DataSpec::Kind::points) now = panel.lab().setting().data;
  edit_page(
      panel, std::move(what),
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

template <class T>
void erase_at(std::vector<T>& values, std::size_t i) {
  if (i < values.size()) values.erase(values.begin() + static_cast<std::ptrdiff_t>(i));
}

}  // namespace

void move_point(Panel& panel, int point, Point to) {
  const auto i = static_cast<std::size_t>(point);
  edit_points(
      panel, "move a point",
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

void add_point(Panel& panel, Point at, double label) {
  edit_points(panel, "add a point", [at, label](Dataset& data) {
    data.x1.push_back(at.x);
    if (data.task == Task::regression) {
      data.y.push_back(at.y);
      if (!data.outlier.empty()) data.outlier.push_back(0);
    } else {
      data.x2.push_back(at.y);
      data.y.push_back(label);
      if (!data.true_label.empty()) data.true_label.push_back(label);
    }
  });
}

void remove_point(Panel& panel, int point) {
  if (panel.lab().data().size() <= 2) {
    panel.actions.edit("delete a point", [](Document&) { throw InputError("Two points at least must stay."); });
    return;
  }
  edit_points(panel, "delete a point", [i = static_cast<std::size_t>(point)](Dataset& data) {
    erase_at(data.x1, i);
    erase_at(data.x2, i);
    erase_at(data.y, i);
    erase_at(data.true_label, i);
    erase_at(data.outlier, i);
  });
}

void mark_point(Panel& panel, int point) {
  const bool regression = panel.screen() == Screen::regression;
  edit_points(panel, regression ? "mark an outlier" : "flip a label",
              [i = static_cast<std::size_t>(point)](Dataset& data) {
                if (i >= data.size()) return;
                if (data.task == Task::regression) {
                  data.outlier.resize(data.size(), 0);
                  data.outlier[i] = data.outlier[i] == 0 ? 1 : 0;
                } else {
                  // The label as it was is the true one from now on.
                  if (data.true_label.empty()) data.true_label = data.y;
                  data.y[i] = -data.y[i];
                }
              });
}

}  // namespace losslab
