#pragma once
#include <algorithm>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "app/core/shell/application.h"
#include "app/desktop/clipboard/picture_clipboard.h"
#include "app/desktop/files/native_dialogs.h"
#include "app/desktop/fonts.h"
#include "app/desktop/input.h"
#include "app/desktop/textures.h"
#include "app/screens/shell/frame.h"
#include "widgets/imgui/sprites.h"
#include "widgets/imgui/stops.h"

struct GLFWwindow;

namespace losslab {

struct WindowOptions {
  int width = 1280, height = 800;  // pixels on a display of scale 1
  double scale = 0;                // pixels for one point; 0: the display's content scale
  bool visible = true;
  bool note_controls = false;   // remember where each control is, for control()
  std::string language = "en";  // code of the one that is spoken at first
  // Where recent files and unsaved work are kept for the next run; empty: nowhere.
  std::filesystem::path state_folder{};
  std::filesystem::path losses_folder{};                  // of one's own losses; empty: they are kept nowhere
  DesktopDialogs desktop_dialogs = DesktopDialogs::none;  // who asks for files
};

// The real window: GLFW, OpenGL 3.3, Dear ImGui and one Application. One frame() is one turn of the loop.
class Window {
 public:
  // Throws InputError where no window with OpenGL 3.3 can be had.
  Window(std::string asset_folder, const WindowOptions& options);
  ~Window();
  Window(const Window&) = delete;
  Window& operator=(const Window&) = delete;

  Application& application() { return *app_; }
  const ScreenState& screen_state() const { return screens_; }
  const Stops& stops() const { return stops_; }
  bool closed() const;
  // Waits for input where nothing is animated (at most `longest_wait` seconds), then draws one frame if anything
  // changed. True if it drew.
  bool frame(double longest_wait = 3600);
  // Draws until nothing more is due: landscapes have arrived, layouts have settled.
  void settle();
  // Marks the next frames as due, as after input.
  void touch(int frames = 3) { due_ = std::max(due_, frames); }
  // What the window shows now.
  std::shared_ptr<const Pixels> capture();
  // Position and size in pixels of a named control in the last frame, or nullptr: for tests that drive the real window.
  const Rect* control(const std::string& id) const;
  const std::map<std::string, Rect>& controls() const { return controls_; }
  GLFWwindow* handle() const { return window_; }
  double scale() const { return scale_; }  // pixels for one point
  long frames_drawn() const { return frames_; }
  double build_seconds() const {
    return build_seconds_;
  }  // of the last frame: from its begin to the finished draw lists

 private:
  static Window& owner(GLFWwindow* window);
  void listen();
  void on_key(const InputEvent& event);  // a key of a command, as its frame comes
  bool to_controls(const InputEvent& event);
  void on_drop(int count, const char** paths);
  void run(Command command);
  void quit();
  void copy(Command command);
  void draw();
  void render(int width, int height);
  void read_back(int width, int height);
  void expect_font();
  void fill_screen_to_present();
  void set_scale();
  void toggle_full_screen();
  void save_window_picture();
  void update_title();

  GLFWwindow* window_ = nullptr;
  std::unique_ptr<Application> app_;
  std::unique_ptr<NativeFiles> native_files_;
  PictureClipboard clipboard_;
  ScreenState screens_;
  FontSet fonts_;
  FontFiles font_files_;
  TextureCache textures_;
  Sprites sprites_;
  Stops stops_;
  Ui ui_;
  std::map<std::string, Rect> controls_;
  Input input_;
  std::vector<Command> pressed_;
  double fixed_scale_ = 0, scale_ = 0;
  std::string font_language_;  // whose glyphs the fonts have
  std::string font_letters_;   // see load_fonts()
  const Theme* theme_ = nullptr;
  std::shared_ptr<Pixels> captured_;  // being taken, or null
  std::string title_;
  int due_ = 4;
  long frames_ = 0;
  double last_frame_ = 0, build_seconds_ = 0;
  int windowed_[4] = {0, 0, 1280, 800};
  bool presenting_ = false, filled_to_present_ = false;  // as in the last frame
};

}  // namespace losslab
