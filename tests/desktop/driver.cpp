#include "driver.h"

#include "app/core/shell/keep/recent_files.h"

#include <GLFW/glfw3.h>
#include <dlfcn.h>
#include <fmt/format.h>
#include <imgui.h>
#include <link.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <vector>

namespace losslab {

namespace {
constexpr auto patience = std::chrono::seconds(30);  // only ever used up by a failure

std::filesystem::path fresh_folder() {
  const auto* info = testing::UnitTest::GetInstance()->current_test_info();
  std::string name = info->name();
  std::ranges::replace(name, '/', '-');  // of a case with a parameter
  std::filesystem::path folder = std::filesystem::temp_directory_path() / fmt::format("losslab-{}-{}", getpid(), name);
  std::filesystem::create_directories(folder);
  return folder;
}

WindowOptions prepared(WindowOptions options, const std::filesystem::path& folder, const Driver::Before& before) {
  options.note_controls = true;
  options.state_folder = folder / "state";
  RecentFiles(options.state_folder).note((folder / "none").string());
  if (before) before(folder, options.state_folder);
  return options;
}

// Keeps the graphics driver in memory from one window to the next: newer backends of Dear ImGui unload OpenGL with
// each, which Mesa does not survive, and what a driver leaks cannot be told from our own leaks once it is gone.
void keep_driver() {
  std::vector<std::string> modules;
  dl_iterate_phdr(
      [](dl_phdr_info* module, std::size_t, void* names) {
        const std::string name = module->dlpi_name;
        if (name.find("libGL") != std::string::npos || name.find("_dri.so") != std::string::npos ||
            name.find("libgallium") != std::string::npos)
          static_cast<std::vector<std::string>*>(names)->push_back(name);
        return 0;
      },
      &modules);
  for (const std::string& name : modules) dlopen(name.c_str(), RTLD_NOW | RTLD_NOLOAD | RTLD_NODELETE);
}
}  // namespace

Driver::Driver(WindowOptions options, const Before& before) : Driver(std::move(options), before, LOSSLAB_ASSETS) {}

Driver::Driver(WindowOptions options, const Before& before, const std::string& assets)
    : folder_(fresh_folder()), window_(assets, prepared(std::move(options), folder_, before)) {
  keep_driver();
  window_.settle();
  glfwFocusWindow(window_.handle());
  EXPECT_TRUE(until([this] { return glfwGetWindowAttrib(window_.handle(), GLFW_FOCUSED) == GLFW_TRUE; }));
}

Driver::~Driver() {
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

bool Driver::until(const std::function<bool()>& there) {
  const auto deadline = std::chrono::steady_clock::now() + patience;
  while (!there()) {
    if (std::chrono::steady_clock::now() > deadline) return false;
    window_.touch(1);
    window_.frame(0.02);
  }
  return true;
}

void Driver::some_frames() {
  const long from = window_.frames_drawn();
  EXPECT_TRUE(until([&] { return window_.frames_drawn() >= from + 3; }));
}

void Driver::xdotool(const std::string& words) { ASSERT_EQ(std::system(("xdotool " + words).c_str()), 0) << words; }

void Driver::move_to(Point pixels) {
  int x = 0, y = 0;
  glfwGetWindowPos(window_.handle(), &x, &y);
  const auto to_x = static_cast<int>(std::lround(pixels.x)), to_y = static_cast<int>(std::lround(pixels.y));
  xdotool(fmt::format("mousemove {} {}", x + to_x, y + to_y));
  EXPECT_TRUE(until([&] {
    const ImVec2 at = ImGui::GetIO().MousePos;
    return std::abs(at.x - static_cast<float>(to_x)) < 1.5f && std::abs(at.y - static_cast<float>(to_y)) < 1.5f;
  }));
  some_frames();
}

Point Driver::on_screen(Point pixels) const {
  int x = 0, y = 0;
  glfwGetWindowPos(window_.handle(), &x, &y);
  return {x + std::round(pixels.x), y + std::round(pixels.y)};
}

void Driver::press() {
  xdotool("mousedown 1");
  EXPECT_TRUE(until([] { return ImGui::GetIO().MouseDown[0]; }));
  some_frames();
}

void Driver::release() {
  xdotool("mouseup 1");
  EXPECT_TRUE(until([] { return !ImGui::GetIO().MouseDown[0]; }));
  some_frames();
}

void Driver::click(Point pixels) {
  move_to(pixels);
  press();
  release();
}

void Driver::double_click(Point pixels) {
  click(pixels);
  press();
  release();
}

void Driver::drag(Point from, Point to) {
  move_to(from);
  press();
  move_to({0.5 * (from.x + to.x), 0.5 * (from.y + to.y)});
  move_to(to);
  release();
}

void Driver::wheel(bool up) {
  xdotool(up ? "click 4" : "click 5");
  some_frames();
}

void Driver::key(const std::string& name) {
  // Held for a few frames, as a finger does.
  xdotool("keydown " + name);
  some_frames();
  xdotool("keyup " + name);
  some_frames();
}

void Driver::type(const std::string& text) {
  xdotool("type --delay 40 -- '" + text + "'");
  some_frames();
}

Point Driver::middle_of(const std::string& control) {
  if (control.starts_with("loss.")) reveal(control);  // its list is long
  const Rect* rect = window_.control(control);
  EXPECT_NE(rect, nullptr) << "no control named " << control;
  if (rect == nullptr) return {};
  return {rect->x + 0.5 * rect->width, rect->y + 0.5 * rect->height};
}

void Driver::reveal(const std::string& control, Point over) {
  int width = 0, height = 0;
  glfwGetWindowSize(window_.handle(), &width, &height);
  const auto hidden = [&] {
    const Rect* rect = window_.control(control);
    return rect == nullptr || rect->bottom() > height - 100;
  };
  if (!hidden()) return;
  move_to(over);
  for (int notches = 0; hidden() && notches < 60; ++notches) wheel(false);
}

Point Driver::on_slider(const std::string& parameter, double share) {
  reveal(parameter + ".track");
  const Rect* rect = window_.control(parameter + ".track");
  EXPECT_NE(rect, nullptr) << "no slider named " << parameter;
  if (rect == nullptr) return {};
  const double margin = 8;
  return {rect->x + margin + share * (rect->width - 2 * margin), rect->y + 0.5 * rect->height};
}

Point Driver::in_plot(const std::string& plot, Point data) {
  const FigureView& view = window_.screen_state().figure_view;
  const PlotLayout* layout = view.layout().find(plot);
  EXPECT_NE(layout, nullptr) << "no plot named " << plot;
  if (layout == nullptr) return {};
  const Point page = layout->to_page(data);
  const double scale = window_.scale();
  return {view.origin().x + page.x * scale, view.origin().y + page.y * scale};
}

Rect Driver::frame_of(const std::string& plot) {
  const FigureView& view = window_.screen_state().figure_view;
  const PlotLayout* layout = view.layout().find(plot);
  EXPECT_NE(layout, nullptr) << "no plot named " << plot;
  if (layout == nullptr) return {};
  const double scale = window_.scale();
  return {view.origin().x + layout->frame.x * scale, view.origin().y + layout->frame.y * scale,
          layout->frame.width * scale, layout->frame.height * scale};
}

}  // namespace losslab

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  return RUN_ALL_TESTS();
}
