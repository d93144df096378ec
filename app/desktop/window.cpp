#include "app/desktop/window.h"

#include <glad/gl.h>
// GLFW after glad, which brings the OpenGL declarations.
#include <GLFW/glfw3.h>

#ifdef __GLIBC__
#include <malloc.h>
#endif

#include <algorithm>
#include <cmath>
#include <utility>

#include "app/core/shell/commands.h"
#include "app/core/shell/files/session.h"
#include "app/core/shell/files/session_picture.h"
#include "app/core/shell/state/own_losses.h"
#include "app/desktop/clipboard/copy_out.h"
#include "app/desktop/imgui_backend.h"
#include "app/desktop/paths.h"
#include "losses/core/error.h"
#include "widgets/export/export.h"

namespace losslab {

namespace {

constexpr double frame_seconds = 1.0 / 60;
// Widgets settle in a few frames after input: hover, focus, sizes that depend on the last frame.
constexpr int frames_after_input = 3;

double text_factor(int text_size) { return text_size == 2 ? 1.5 : text_size == 1 ? 1.25 : 1.0; }

// What the names of one's own losses need beyond the letters that are there.
std::string letters_of_names(const Document& document) {
  std::string names;
  for (const Loss& loss : own_losses(document)) names += loss.info().english;
  return unusual_letters(names);
}

std::string glfw_reason() {
  const char* text = nullptr;
  glfwGetError(&text);
  return text != nullptr ? text : "no reason given";
}

// A figure that is built anew in every frame frees what the next one takes again: without this the memory would go back
// to the system and be fetched page by page sixty times a second.
void keep_freed_memory() {
#ifdef __GLIBC__
  mallopt(M_TRIM_THRESHOLD, 64 << 20);
  mallopt(M_MMAP_THRESHOLD, 16 << 20);
#endif
}

}  // namespace

Window::Window(std::string asset_folder, const WindowOptions& options)
    : input_([this](const InputEvent& event) { on_key(event); }, [this] { touch(frames_after_input); }),
      fixed_scale_(options.scale) {
  keep_freed_memory();
  if (glfwInit() == GLFW_FALSE) throw InputError("The window cannot be opened: " + glfw_reason() + ".");
  glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
  glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
  glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
  glfwWindowHint(GLFW_OPENGL_FORWARD_COMPAT, GLFW_TRUE);
  glfwWindowHint(GLFW_DEPTH_BITS, 0);
  glfwWindowHint(GLFW_STENCIL_BITS, 0);
  // As large to the eye on a display of double scale; a picture is of the size that was asked for.
  glfwWindowHint(GLFW_SCALE_TO_MONITOR, options.scale > 0 ? GLFW_FALSE : GLFW_TRUE);
  glfwWindowHint(GLFW_VISIBLE, options.visible ? GLFW_TRUE : GLFW_FALSE);
  window_ = glfwCreateWindow(options.width, options.height, "LossLab", nullptr, nullptr);
  if (window_ == nullptr) {
    const std::string reason = glfw_reason();
    glfwTerminate();
    throw InputError("No window with OpenGL 3.3 can be opened: " + reason + ".");
  }
  glfwMakeContextCurrent(window_);
  if (gladLoadGL(glfwGetProcAddress) == 0) {
    glfwTerminate();
    throw InputError("OpenGL 3.3 cannot be loaded.");
  }
  glfwSwapInterval(1);
  glfwSetWindowSizeLimits(window_, 800, 560, GLFW_DONT_CARE, GLFW_DONT_CARE);
  glfwSetWindowUserPointer(window_, this);
  app_ = std::make_unique<Application>(
      std::move(asset_folder), [] { glfwPostEmptyEvent(); }, options.language);
  if (!options.state_folder.empty()) app_->keep_in(options.state_folder);
  if (!options.losses_folder.empty()) app_->keep_losses_in(options.losses_folder);

  IMGUI_CHECKVERSION();
  ImGui::CreateContext();
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;  // nothing is written to the folder that we happen to run in
  io.LogFilename = nullptr;
  io.ConfigInputTextCursorBlink = false;  // a blinking cursor would keep an idle window drawing

  listen();
  ImGui_ImplGlfw_InitForOpenGL(window_, false);
  ImGui_ImplOpenGL3_Init("#version 330 core");
  font_files_ = find_fonts();
  ui_.fonts = &fonts_;
  ui_.textures = &textures_;
  ui_.sprites = &sprites_;
  ui_.stops = &stops_;
  if (options.note_controls) ui_.controls = &controls_;
  if (options.desktop_dialogs != DesktopDialogs::none) {
    native_files_ = make_native_files(options.desktop_dialogs, [] { glfwPostEmptyEvent(); });
    screens_.native_files = native_files_.get();
  }
}

Window::~Window() {
  app_.reset();  // its worker threads wake this window
  native_files_.reset();
  textures_.clear();
  ImGui_ImplOpenGL3_Shutdown();
  ImGui_ImplGlfw_Shutdown();
  ImGui::DestroyContext();
  glfwDestroyWindow(window_);
  glfwTerminate();
}

bool Window::closed() const { return glfwWindowShouldClose(window_) == GLFW_TRUE; }

void Window::on_drop(int count, const char** paths) {
  touch(frames_after_input);
  if (count < 1) return;
  screens_.dropped_file = paths[0];
}

void Window::toggle_full_screen() {
  if (glfwGetWindowMonitor(window_) != nullptr) {
    glfwSetWindowMonitor(window_, nullptr, windowed_[0], windowed_[1], windowed_[2], windowed_[3], GLFW_DONT_CARE);
    return;
  }
  GLFWmonitor* monitor = glfwGetPrimaryMonitor();
  if (monitor == nullptr) return;
  glfwGetWindowPos(window_, &windowed_[0], &windowed_[1]);
  glfwGetWindowSize(window_, &windowed_[2], &windowed_[3]);
  const GLFWvidmode* mode = glfwGetVideoMode(monitor);
  glfwSetWindowMonitor(window_, monitor, 0, 0, mode->width, mode->height, mode->refreshRate);
}

// Whoever presents wants the whole screen, and gets the window back afterwards.
void Window::fill_screen_to_present() {
  if (screens_.presenting == presenting_) return;
  presenting_ = screens_.presenting;
  const bool full = glfwGetWindowMonitor(window_) != nullptr;
  if (presenting_ != full && (presenting_ || filled_to_present_)) toggle_full_screen();
  filled_to_present_ = presenting_ && !full;
}

void Window::run(Command command) {
  if (present(screens_, command)) return;
  if (command == Command::quit)
    quit();
  else if (command == Command::copy_figure || command == Command::copy_data)
    copy(command);
  else if (command == Command::full_screen)
    toggle_full_screen();
  else if (command == Command::save_window)
    save_window_picture();
  else
    open_dialog(screens_, command, *app_);
}

void Window::quit() {
  if (screens_.may_quit || !app_->dirty()) {
    app_->end_well();
    glfwSetWindowShouldClose(window_, GLFW_TRUE);
    return;
  }
  app_->keep_unsaved();  // whoever turns the machine off now has lost nothing
  ask_before_leaving(screens_, {});
}

void Window::copy(Command command) {
  if (screens_.dialog != nullptr) return;
  const std::string& by_keys = screens_.figure_view.keyboard_plot();
  std::string plot = !by_keys.empty() ? by_keys : screens_.pointer ? screens_.pointer->plot : std::string();
  if (screens_.copied_plot) plot = *std::exchange(screens_.copied_plot, std::nullopt);
  copy_out(command, plot, *app_, clipboard_);
}

// Without a font for it a language would be nothing but empty boxes.
void Window::expect_font() {
  if (!font_files_.chinese.path.empty() || !needs_chinese(app_->language())) return;
  const std::string sentence = app_->language()("message.no_font");
  app_->speak("en");
  app_->say(sentence, true);
}

void Window::set_scale() {
  float across = 1, up = 1;
  glfwGetWindowContentScale(window_, &across, &up);
  int window_width = 0, window_height = 0, pixel_width = 0, pixel_height = 0;
  glfwGetWindowSize(window_, &window_width, &window_height);
  glfwGetFramebufferSize(window_, &pixel_width, &pixel_height);
  // Where window coordinates are not pixels (macOS), the framebuffer's ratio is applied by the renderer already.
  const double ratio = window_width > 0 ? static_cast<double>(pixel_width) / window_width : 1;
  const double display = fixed_scale_ > 0 ? fixed_scale_ : std::max(1.0, across / std::max(ratio, 1e-3));
  const double chosen = display * text_factor(app_->view().text_size);
  const double scale = screens_.presenting ? std::max(chosen, presenting_scale(pixel_height)) : chosen;
  const Theme& theme = app_->theme();
  expect_font();
  const std::string letters = letters_of_names(app_->document());
  if (scale != scale_ || font_language_ != app_->language_code() || letters != font_letters_) {
    fonts_ = load_fonts(font_files_, scale, app_->language(), letters);
    upload_atlas();
    font_language_ = app_->language_code();
    font_letters_ = letters;
  }
  if (scale != scale_ || &theme != theme_) apply_style(theme, static_cast<float>(scale));
  scale_ = scale;
  theme_ = &theme;
  ui_.scale = static_cast<float>(scale);
  ui_.theme = &theme;
  ui_.language = &app_->language();
}

void Window::draw() {
  fill_screen_to_present();
  set_scale();
  textures_.collect();
  if (input_.feed(window_)) stops_.mouse_used();
  ImGui_ImplOpenGL3_NewFrame();
  ImGui_ImplGlfw_NewFrame();
  input_.place_pointer();
  const double before = glfwGetTime();
  ImGui::NewFrame();
  controls_.clear();
  ui_.time = glfwGetTime();
  ui_.animating = false;
  ui_.arrows_taken = false;
  stops_.begin_frame(ui_);
  Actions actions = show_frame(*app_, screens_, ImGui::GetIO().DisplaySize, ui_);
  stops_.end_frame(ui_);
  ImGui::Render();
  build_seconds_ = glfwGetTime() - before;

  int width = 0, height = 0;
  glfwGetFramebufferSize(window_, &width, &height);
  if (captured_) read_back(width, height);
  render(width, height);
  glfwSwapBuffers(window_);
  ++frames_;

  const bool asked = actions.any();
  actions.commands.insert(actions.commands.end(), pressed_.begin(), pressed_.end());
  if (asked || !pressed_.empty() || ui_.animating || input_.waiting()) touch(2);
  pressed_.clear();
  for (const Command command : app_->apply(std::move(actions), glfwGetTime())) {
    run(command);
    touch(frames_after_input);
    input_.hold(frames_after_input);  // a dialog or a field that opens takes the keys that follow
  }
  const bool wanted = screens_.search_wanted || screens_.new_loss_wanted || screens_.typing_wanted;
  if (wanted || stops_.entering()) input_.hold(frames_after_input);
  update_title();
}

bool Window::frame(double longest_wait) {
  const double now = glfwGetTime();
  if (due_ > 0 || !pressed_.empty() || input_.waiting()) {
    // Where the driver does not pace us (a virtual display), we wait for the next sixtieth ourselves, without spinning.
    const double rest = last_frame_ + frame_seconds - now;
    if (rest > 0.0005)
      glfwWaitEventsTimeout(rest);
    else
      glfwPollEvents();
  } else if (const double wait = std::min(longest_wait, app_->until_due(now)); wait >= 3600) {
    glfwWaitEvents();
  } else {
    glfwWaitEventsTimeout(std::max(wait, 0.001));
  }
  const double begun = glfwGetTime();
  // An event came early; the frame is still due. What is played moves once a frame, whatever wakes the window.
  const bool early = begun < last_frame_ + frame_seconds * 0.9;
  if (early && due_ > 0) return false;
  const std::uint64_t version = app_->figure_version();
  const bool goes_on = app_->tick(begun);
  if (goes_on || app_->figure_version() != version) touch(2);
  if (early || (due_ <= 0 && pressed_.empty() && !input_.waiting())) return false;
  // In step with the sixtieths while frames follow each other, so that late wake-ups do not add up.
  const double on_time = last_frame_ + frame_seconds;
  last_frame_ = begun < on_time + 0.5 * frame_seconds ? std::min(on_time, begun) : begun;
  --due_;
  draw();
  return true;
}

void Window::settle() {
  const double deadline = glfwGetTime() + 30;
  touch(frames_after_input);
  while (!closed() && glfwGetTime() < deadline) {
    frame(0.05);
    const bool waiting = app_->results(app_->view().screen).pending();
    if (due_ <= 0 && !waiting) return;
  }
}

std::shared_ptr<const Pixels> Window::capture() {
  captured_ = std::make_shared<Pixels>();
  draw();
  return std::exchange(captured_, nullptr);
}

// Draws the frame once more, to memory: what a window holds is not defined while something covers it or it is hidden.
void Window::read_back(int width, int height) {
  GLuint target = 0, buffer = 0;
  glGenFramebuffers(1, &target);
  glGenRenderbuffers(1, &buffer);
  glBindRenderbuffer(GL_RENDERBUFFER, buffer);
  glRenderbufferStorage(GL_RENDERBUFFER, GL_RGBA8, width, height);
  glBindFramebuffer(GL_FRAMEBUFFER, target);
  glFramebufferRenderbuffer(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_RENDERBUFFER, buffer);
  render(width, height);
  captured_->width = width;
  captured_->height = height;
  captured_->data.resize(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
  glPixelStorei(GL_PACK_ALIGNMENT, 4);
  glReadPixels(0, 0, width, height, GL_RGBA, GL_UNSIGNED_BYTE, captured_->data.data());
  glBindFramebuffer(GL_FRAMEBUFFER, 0);
  glDeleteFramebuffers(1, &target);
  glDeleteRenderbuffers(1, &buffer);
  const auto begin = captured_->data.begin();
  for (int row = 0; row < height / 2; ++row)
    std::swap_ranges(begin + row * width, begin + (row + 1) * width, begin + (height - 1 - row) * width);
  for (Color& color : captured_->data) color.a = 255;
}

void Window::render(int width, int height) {
  glViewport(0, 0, width, height);
  const Color ground = theme_->background;
  glClearColor(ground.r / 255.f, ground.g / 255.f, ground.b / 255.f, 1);
  glClear(GL_COLOR_BUFFER_BIT);
  ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
}

void Window::save_window_picture() {
  try {
    const std::string path = free_path("losslab", ".png");
    write_png(path, *capture(), app_->picture_text());
    app_->say(app_->language()("message.saved_window", {{"path", path}}));
  } catch (const InputError& error) {
    app_->say(error.what(), true);
  }
}

void Window::update_title() {
  std::string title = "LossLab";
  if (app_->session_path()) title = *app_->session_path() + (app_->dirty() ? " (edited)" : "") + " – LossLab";
  if (title == title_) return;
  title_ = title;
  glfwSetWindowTitle(window_, title.c_str());
}

const Rect* Window::control(const std::string& id) const {
  const auto found = controls_.find(id);
  return found == controls_.end() ? nullptr : &found->second;
}

}  // namespace losslab
