#pragma once
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "app/core/lab/page/runners.h"
#include "app/screens/shell/screens.h"
#include "widgets/imgui/controls.h"
#include "widgets/imgui/sketch.h"
#include "widgets/imgui/slider.h"

namespace losslab {

// What every panel is handed: const inputs, its own memory, and where to put its wishes.
struct Panel {
  const Application& app;
  ScreenState& state;
  Ui& ui;
  Actions& actions;

  const Document& document() const { return app.document(); }
  const View& view() const { return app.view(); }
  const Theme& theme() const { return *ui.theme; }
  Screen screen() const { return view().screen; }
  bool in_lab() const { return screen() != Screen::losses; }
  const LabPage& page() const { return document().lab(screen()); }
  const Lab& lab() const { return app.lab(screen()); }
  // Whether the laboratory could take its data; a session may name a file that is gone.
  bool lab_ready() const { return lab().setting().data != nullptr && lab().setting().model != nullptr; }
  // The mark that joins the edits of one drag.
  std::string drag_mark(const std::string& what) const { return what + "#" + std::to_string(state.presses); }
  const Loss& loss(std::string_view id) const { return document().loss(id); }
  SeriesStyle style(std::string_view id) const {
    return theme().series(static_cast<std::size_t>(document().index(id)));
  }
  // Of one who runs in the present laboratory.
  SeriesStyle runner_style(std::string_view runner) const {
    return theme().series(static_cast<std::size_t>(runner_series(document(), page(), runner)));
  }
};

// ---- widths and heights -------------------------------------------------------------------------------------------

// How a window is divided, in points.
struct Division {
  double left = 0, right = 0;  // widths of the side panels, 0: not shown
  double top = 0, bottom = 0;  // heights of the top row, and of transport and status together
};
// `wide`: the window's size in points.
Division divide(Size size, const View& view, const ScreenState& state);
// Whether the reading panel can only be had on demand at this width.
bool reading_on_demand(double width, Screen screen);
void toggle_reading(Panel& panel, double width);

// A child window without a background or a frame, at a place of the window (pixels). Call end_area() in any case.
bool begin_area(const char* id, ImVec2 at, ImVec2 size, bool scrolls = false);
void end_area();

// ---- the parts of the window --------------------------------------------------------------------------------------

void top_row(Panel& panel, double width);
void left_panel(Panel& panel);
void reading_panel(Panel& panel);
void tool_row(Panel& panel, const Division& division, double width);
void figure_area(Panel& panel);
void plot_menus(Panel& panel);
void fit_plot(Panel& panel, const std::string& plot);
void transport_row(Panel& panel);
void status_row(Panel& panel);
void dialogs(Panel& panel, ImVec2 size);
// Above the plots, where a run diverged: which, and a click that halves its rate.
void divergence_banner(Panel& panel);
// In the status row, `room` pixels wide: what else is wrong with a run, what helps, and a click that does it where one
// click can. False where nothing is.
bool finding_line(Panel& panel, float room);

void losses_controls(Panel& panel);
// What the losses are drawn against, which plots are shown, and how curves are made comparable.
void comparison_controls(Panel& panel);
// The losses of the axis, to be ticked and chosen, with their sliders.
void loss_list(Panel& panel);
void losses_reading(Panel& panel);
void regression_controls(Panel& panel);
void classification_controls(Panel& panel);
void lab_reading(Panel& panel);
// Name, formula, properties and source of a loss.
void describe_loss(Panel& panel, const Loss& loss);

// ---- pieces that several panels share -----------------------------------------------------------------------------

// Asks for an edit of the present laboratory's page. Edits in a row with the same non-empty mark are one undo step.
void edit_page(Panel& panel, std::string what, std::function<void(LabPage&)> change, std::string merge = {});
// A slider whose number can be drawn from anywhere: says what was wrong with a typed text, names itself for tests.
SliderEvents checked_slider(Panel& panel, const SliderSpec& spec);
// A slider over a number of the present laboratory's page.
void page_slider(Panel& panel, const SliderSpec& spec, std::function<void(LabPage&, double)> change);
// Sliders for every shape parameter of a loss; the class it is drawn for is a choice of two.
void parameter_sliders(Panel& panel, const Loss& loss, bool with_class);
void runner_sliders(Panel& panel, const std::string& runner);  // of one who runs in the laboratory
// The field that searches a list of losses; true where the text changed.
bool loss_search_field(Panel& panel, const char* id, FamilySet families, LossQuery& query);
// What the row of a loss shows in any list; id, tick and choice are the list's.
SketchRow loss_row_of(Panel& panel, int index);
// Says that a search found nothing; and a button that ends it, true when clicked.
void say_nothing_found(Panel& panel, const LossQuery& query);
bool clear_button(Panel& panel, LossQuery& query);
// The losses that run in a laboratory, with their clean error and sliders, and below them the ones that do not.
void competitor_list(Panel& panel);
// The descent: method, rate, momentum, λ and the start.
void descent_controls(Panel& panel);
void own_descent_controls(Panel& panel, const std::string& runner);  // of one who has its own
void model_controls(Panel& panel);
// How the plots of a laboratory look.
void show_controls(Panel& panel);
// The errors over a range of settings.
void sweep_controls(Panel& panel);
// What the places of a laboratory's figure show, chosen by a click on their titles.
void open_title_menu(Panel& panel, const std::string& plot);
void title_menu(Panel& panel);
// Generator or file.
void source_choice(Panel& panel);
void seed_row(Panel& panel);
// Saving the points to a file.
void data_file_buttons(Panel& panel);
// The controls of widgets/imgui/controls.h, which also tell tests where they are.
bool button(const char* id, const std::string& label, Panel& panel);
bool check_box(const char* id, const std::string& label, bool value, Panel& panel);
std::optional<int> segmented(const char* id, std::span<const std::string> choices, int current, Panel& panel);
std::optional<int> combo(const char* id, const std::string& label, std::span<const std::string> choices, int current,
                         Panel& panel);
// A heading that folds what is below it; true while it is unfolded.
bool fold(const char* id, const std::string& title, Panel& panel);
// A line of text under a control, muted and small.
void hint(std::string_view text, Panel& panel);
// Makes a list of what lies in the folders of data and sessions, once.
void list_files(Panel& panel);

// A number for a table or a status line: `digits` significant ones, a true minus, "–" where there is none.
std::string brief(double value, int digits = 4);
std::string percent(double share);
// How wide a button with that label is, in pixels.
float button_width(const char* label, const Ui& ui);
// Title and shortcut of a command, while the last item is under the pointer.
void command_tooltip(Command command);

// ---- edits of points ----------------------------------------------------------------------------------------------

// Each asks for an edit that turns the present data into points of one's own, and changes some of them; for none where
// nothing would change. Edits with the same non-empty mark are one undo step.
void move_point(Panel& panel, int point, Point to);
void add_points(Panel& panel, std::vector<Point> at, double label, const std::string& merge = {});
void remove_points(Panel& panel, std::vector<int> points, const std::string& merge = {});  // two stay at least
void mark_points(Panel& panel, std::vector<int> points, bool outlier, const std::string& merge = {});  // regression
void flip_points(Panel& panel, std::vector<int> points, const std::string& merge = {});                // classification
void mark_point(Panel& panel, int point);  // regression: outlier or not; classification: the other label
// The point whose influence is shown, −1: none.
void choose_point(Panel& panel, int point);

// The brush of the present point tool, where it is one: all but the one that moves points.
std::optional<Brush> brush_of(const Panel& panel);
// What the tool does along the stroke, if there is one in this frame. To be called in every frame.
void apply_brush(Panel& panel, const std::optional<FigureEvents::BrushStroke>& stroke);

}  // namespace losslab
