#pragma once
#include "app/screens/lab/lab_panel.h"
#include "app/screens/shell/screen_panels.h"

namespace losslab {

struct Dialog;

// NOLINTNEXTLINE(cppcoreguidelines-virtual-class-destructor): one constant, which nobody deletes
class LabPanels final : public ScreenPanels {
 public:
  constexpr explicit LabPanels(Task task) : task_(task) {}

  void left(Panel& panel) const override;
  void offered(Panel& panel, std::span<const std::string> controls) const override;
  void reading(Panel& panel) const override;
  double all_columns(double left, double right) const override;
  double tools_width() const override;
  void tools(Panel& panel) const override;
  bool ready(const Panel& panel) const override;
  std::string nothing(const Panel& panel) const override;
  void banner(Panel& panel) const override;
  bool status(Panel& panel, float room) const override;
  void handles(const Panel& panel, std::vector<Handle>& handles) const override;
  std::optional<Brush> brush(const Panel& panel) const override;
  void gestures(Panel& panel, const FigureEvents& events) const override;
  std::string id_of_series(const Panel& panel, int series) const override;
  bool can_log_x(const std::string& plot) const override;
  bool can_log_y(const std::string& plot) const override;
  void title_menu(Panel& panel) const override;
  void popups(Panel& panel) const override;
  void follow(Panel& panel) const override;

 private:
  Task task_;
};

inline constexpr LabPanels regression_panels(Task::regression);
inline constexpr LabPanels classification_panels(Task::classification);

// Where a run diverged: which, and a click that halves its rate.
void divergence_banner(LabPanel& panel);
// In the status row, `room` pixels wide: what else is wrong with a run, what helps, and a click that does it where one
// click can. False where nothing is.
bool finding_line(LabPanel& panel, float room);
// The losses that run, with their clean error and sliders, and below them the ones that do not.
void competitor_list(LabPanel& panel);
// Of losses of several classes: the sliders of a runner, its correction, and the row of one that could run (true where
// it is to).
void class_runner_sliders(LabPanel& panel, const std::string& runner);
void correction_choice(LabPanel& panel, const std::string& runner);
bool class_loss_row(LabPanel& panel, const std::string& id);
// Where the points come from, and how they are made.
void data_controls(LabPanel& panel);
void regression_generator(LabPanel& panel);
void classification_generator(LabPanel& panel);
void label_noise_controls(LabPanel& panel);
void source_choice(LabPanel& panel);      // generator or file
void data_file_buttons(LabPanel& panel);  // saving the points to a file
void seed_row(LabPanel& panel);
// The descent: method, rate, momentum, λ and the start.
void descent_controls(LabPanel& panel);
void own_descent_controls(LabPanel& panel, const std::string& runner);  // of one who has its own
void model_controls(LabPanel& panel);
// How the plots look.
void show_controls(LabPanel& panel);
// The errors over a range of settings.
void sweep_controls(LabPanel& panel);
void lab_reading(LabPanel& panel);
void tool_choice(LabPanel& panel);
// What the places of the figure show, chosen by a click on their titles.
void lab_title_menu(LabPanel& panel);
extern const Dialog import_dialog;
// A table that the application offers opens its dialog; one whose dialog was closed is put away.
void follow_offer(Panel& panel);

// Each asks for an edit that turns the present data into points of one's own, and changes some of them; for none where
// nothing would change. Edits with the same non-empty mark are one undo step.
void move_point(LabPanel& panel, int point, Point to);
void add_points(LabPanel& panel, std::vector<Point> at, double label, const std::string& merge = {});
void remove_points(LabPanel& panel, std::vector<int> points, const std::string& merge = {});  // two stay at least
void mark_points(LabPanel& panel, std::vector<int> points, bool outlier, const std::string& merge = {});  // regression
// What a point that the present tool adds is: its label.
double added_label(const LabPanel& panel);
// Classification: the other label, of several classes the next one.
void flip_points(LabPanel& panel, std::vector<int> points, const std::string& merge = {});
void mark_point(LabPanel& panel, int point);  // regression: outlier or not; classification: the other label
// The point whose influence is shown, −1: none.
void choose_point(LabPanel& panel, int point);

// Among more points nobody can see, or hit, a single one.
inline constexpr std::size_t most_handles = 50'000;
// Where the points are in the plot of the data, one for each; none where nobody runs on several predictors.
std::vector<Point> point_places(const LabPanel& panel);
// The brush of the present point tool, where it is one: all but the one that moves points.
std::optional<Brush> brush_of(const LabPanel& panel);
// What the tool does along the stroke, if there is one in this frame. To be called in every frame.
void apply_brush(LabPanel& panel, const std::optional<FigureEvents::BrushStroke>& stroke);

}  // namespace losslab
