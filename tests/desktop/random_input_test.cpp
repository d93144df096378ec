// A cat on the keyboard: clicks, drags, keys and resizes at random, data edited while runs play, files opened in
// between. Nothing may break, nothing may leak, and what is there at the end can be saved and opened again.
// LOSSLAB_RANDOM_INPUT=600 in the environment goes on for ten minutes, LOSSLAB_RANDOM_SEED makes it another cat.
#include <GLFW/glfw3.h>
#include <fmt/format.h>

#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <utility>

#include "app/core/lab/page/lab_page.h"
#include "app/core/shell/commands.h"
#include "app/core/shell/files/session.h"
#include "app/screens/shell/dialogs.h"
#include "driver.h"
#include "losses/core/random.h"

namespace losslab {
namespace {

// One xdotool for all events, for to start one for each would take longer than what it does.
class Hand {
 public:
  Hand() : pipe_(popen("xdotool -", "w")) {}
  ~Hand() { rest(); }
  // Returns when the X server has had all events: on a busy machine they come long after the words.
  void rest() {
    if (pipe_ != nullptr) pclose(std::exchange(pipe_, nullptr));
  }
  Hand(const Hand&) = delete;
  Hand& operator=(const Hand&) = delete;
  bool there() const { return pipe_ != nullptr; }
  void operator()(const std::string& words) {
    std::fputs((words + "\n").c_str(), pipe_);
    std::fflush(pipe_);
  }

 private:
  std::FILE* pipe_;
};

class RandomInput : public Driver {
 protected:
  std::size_t pick(std::size_t count) { return static_cast<std::size_t>(random_.below(count)); }
  bool one_in(std::size_t count) { return pick(count) == 0; }

  void frames(int count) {
    for (int i = 0; i < count; ++i) {
      window_.touch(1);
      window_.frame(0.01);
    }
  }

  // Anywhere in the window, and more often where the data are.
  std::string place() {
    int width = 0, height = 0, left = 0, top = 0;
    glfwGetWindowSize(window_.handle(), &width, &height);
    glfwGetWindowPos(window_.handle(), &left, &top);
    Rect area{0, 0, static_cast<double>(width), static_cast<double>(height)};
    // Another screen may have been opened since the last figure was laid out.
    const bool data = window_.screen_state().figure_view.layout().find("data") != nullptr;
    if (data && one_in(3)) area = frame_of("data");
    const double x = area.x + area.width * random_.uniform(), y = area.y + area.height * random_.uniform();
    return fmt::format("mousemove {} {}", left + static_cast<int>(x), top + static_cast<int>(y));
  }

  void drag_about(int button) {
    hand_(place());
    hand_(fmt::format("mousedown {}", button));
    frames(1);
    for (std::size_t i = 0, count = 1 + pick(5); i < count; ++i) {
      hand_(place());
      frames(1);
    }
    hand_(fmt::format("mouseup {}", button));
  }

  // Every shortcut but the one that ends it, and the one that would fill the disk.
  void press_key() {
    static constexpr std::array others{"Escape",      "Return",      "Tab",       "Up",   "Down", "Left",      "Right",
                                       "shift+Right", "Delete",      "1",         "0",    "5",    "minus",     "period",
                                       "BackSpace",   "shift+space", "Page_Down", "plus", "m",    "shift+Tab", "End"};
    if (one_in(3)) {
      hand_(fmt::format("key {}", others[pick(others.size())]));
      return;
    }
    const CommandInfo& command = commands()[pick(commands().size())];
    if (command.command == Command::quit || command.command == Command::save_window || command.key == 0) return;
    if (command.key == GLFW_KEY_SPACE) hand_("key space");
    if (command.key == GLFW_KEY_COMMA) hand_("key comma");
    if (command.key == GLFW_KEY_PERIOD) hand_("key period");
    if (command.key == GLFW_KEY_HOME) hand_("key Home");
    const bool letter = (command.key >= 'A' && command.key <= 'Z') || (command.key >= '0' && command.key <= '9');
    if (!letter) return;
    hand_(fmt::format("key {}{}{}", command.ctrl ? "ctrl+" : "", command.shift ? "shift+" : "",
                      static_cast<char>(command.key >= 'A' ? command.key + ('a' - 'A') : command.key)));
  }

  void open_something() {
    static constexpr std::array files{"sessions/outliers.toml", "sessions/stars.toml", "data/phones.csv",
                                      "data/iris.csv", "sessions/losses.toml"};
    window_.application().open((folder_ / files[pick(files.size())]).string());
  }

  // What hands seldom find by chance: another model, many points, a method.
  void change_something() {
    Actions actions;
    actions.edit("by chance", [this](Document& document) {
      LabPage& page = lab_page(document, one_in(2) ? Task::regression : Task::classification);
      static constexpr std::array models{"constant", "line", "poly:5", "rbf:9", "mlp:8,8", "mlp:4,4,relu"};
      static constexpr std::array surfaces{"linear", "quadratic", "rbf:4", "mlp:8,8", "mlp:6,relu"};
      const bool regression = &page == &lab_page(document, Task::regression);
      page.model = regression ? parse_model(models[pick(models.size())], Task::regression)
                              : parse_model(surfaces[pick(surfaces.size())], Task::classification);
      page.start.clear();
      page.data.n = 4 + static_cast<int>(pick(one_in(4) ? 5000 : 200));
      page.optimizer.kind = static_cast<Optimizer::Kind>(pick(7));
      page.optimizer.rate = 0.01 * static_cast<double>(1 + pick(200));
      page.optimizer.batch = one_in(3) ? 10 : 0;
    });
    actions.look([this](View& view) {
      LabView& look = lab_view(view, view.screen == "classification" ? Task::classification : Task::regression);
      look.upper = static_cast<LabPlot>(pick(lab_plot_names.size()));
      look.lower = static_cast<LabPlot>(pick(lab_plot_names.size()));
      look.history = static_cast<RunQuantity>(pick(run_quantity_names.size()));
      look.residuals = static_cast<ResidualMarks>(pick(residual_mark_names.size()));
      look.size_by_weight = one_in(2);
    });
    window_.application().apply(std::move(actions), glfwGetTime());
  }

  void something() {
    switch (pick(12)) {
      case 0:
      case 1:
      case 2:
        hand_(place() + " click 1");
        break;
      case 3:
        hand_(place() + (one_in(2) ? " click --repeat 2 1" : " click 3"));
        break;
      case 4:
      case 5:
        drag_about(1);
        break;
      case 6:
        drag_about(3);
        break;
      case 7:
        hand_(place() + (one_in(2) ? " click 4" : " click 5"));
        break;
      case 8:
      case 9:
        press_key();
        break;
      case 10:
        if (one_in(4)) {
          glfwSetWindowSize(window_.handle(), 800 + static_cast<int>(pick(1000)), 560 + static_cast<int>(pick(500)));
        } else {
          hand_("key space");
        }
        break;
      default:
        if (one_in(6)) {
          open_something();
        } else {
          change_something();
        }
    }
    frames(1 + static_cast<int>(pick(3)));
  }

  // A list of files that has been led elsewhere is closed, before anything is saved there.
  void stay_here() {
    const ScreenState& state = window_.screen_state();
    if (state.dialog != &file_list_dialog) return;
    frames(3);
    const std::string folder = state.choice.folder.string();
    while (state.dialog == &file_list_dialog && !folder.starts_with(folder_.string())) {
      hand_("key Escape");
      frames(3);
    }
  }

  Hand hand_;
  Random random_{1};
};

TEST_F(RandomInput, BreaksNothing) {
  ASSERT_TRUE(hand_.there());
  const char* const seconds = std::getenv("LOSSLAB_RANDOM_INPUT");
  const char* const seed = std::getenv("LOSSLAB_RANDOM_SEED");
  if (seed != nullptr) random_ = Random(std::strtoull(seed, nullptr, 10));
  // Where dialogs write, if the letters make a name.
  const std::filesystem::path before = std::filesystem::current_path();
  std::filesystem::current_path(folder_);
  // Copies, for whatever is open may be saved.
  for (const char* folder : {"sessions", "data"}) {
    std::filesystem::copy(std::filesystem::path(LOSSLAB_ASSETS) / folder, folder_ / folder);
  }
  hand_("key 3");
  frames(5);
  long events = 0;
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(seconds == nullptr ? 0 : std::atol(seconds));
  while (events < 250 || std::chrono::steady_clock::now() < end) {
    something();
    stay_here();
    ++events;
    ASSERT_FALSE(window_.closed());
  }
  hand_("mouseup 1 mouseup 3");
  for (int i = 0; i < 4; ++i) {
    hand_("key Escape");
    frames(3);
  }
  hand_.rest();
  frames(20);  // as many as what came last may be spread over
  std::printf("%ld events\n", events);
  const Session now{app().document(), app().view()};
  save_session(now, folder_ / "after.toml");
  const Session again = load_session(folder_ / "after.toml");
  EXPECT_TRUE(again == now);
  window_.application().open((folder_ / "after.toml").string());
  frames(5);
  EXPECT_EQ(to_toml({app().document(), now.view}), to_toml(now));
  std::filesystem::current_path(before);
}

}  // namespace
}  // namespace losslab
