// What the window costs, under whatever display it is given: frames of an animated figure, an idle window, and the time
// from exec to the first frame beside that of a minimal program of Dear ImGui. `window_bench FOLDER` with the folder of
// the two programs.
#include <fmt/format.h>
#include <time.h>

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <string>
#include <vector>

#include "app/core/distributions/distributions_page.h"
#include "app/core/lab/lab_results.h"
#include "app/core/lab/page/lab_page.h"
#include "app/core/lab/page/lab_task.h"
#include "app/core/losses/losses_page.h"
#include "app/core/shell/state/document.h"
#include "app/core/shell/state/loss_id.h"
#include "app/desktop/window.h"
#include "structure_frames.h"

namespace {

using namespace losslab;

double seconds(clockid_t clock) {
  timespec t{};
  clock_gettime(clock, &t);
  return static_cast<double>(t.tv_sec) + 1e-9 * static_cast<double>(t.tv_nsec);
}
double wall() { return seconds(CLOCK_MONOTONIC); }
double cpu() { return seconds(CLOCK_PROCESS_CPUTIME_ID); }  // of all threads

// Twelve residual losses in two plots, one of their parameters played so that every frame is built anew.
void frames() {
  Window window(LOSSLAB_ASSETS, {});
  Actions actions;
  actions.edit("measure", [](Document& document) {
    losses_page(document).residual.clear();
    for (const Loss& loss : document.losses)
      if (loss.info().family == Family::residual && losses_page(document).residual.size() < 12)
        losses_page(document).residual.emplace_back(loss.id());
  });
  actions.play_parameter = ParameterPlay{"huber", "delta", 3, 0, 0};
  window.application().apply(std::move(actions), 0);
  for (int i = 0; i < 60; ++i) window.frame();

  constexpr int count = 300;
  std::vector<double> build;
  const double wall_begin = wall(), cpu_begin = cpu();
  while (build.size() < count)
    if (window.frame()) build.push_back(1e3 * window.build_seconds());
  const double wall_time = wall() - wall_begin, cpu_time = cpu() - cpu_begin;
  std::nth_element(build.begin(), build.begin() + count / 2, build.end());
  fmt::print("animated, 12 curves of 1000 points in two plots, 1280x800:\n");
  fmt::print("  {:8.1f} frames a second\n  {:8.2f} ms CPU time a frame, all threads\n", count / wall_time,
             1e3 * cpu_time / count);
  fmt::print("  {:8.3f} ms to build a frame (median)\n", build[count / 2]);

  Actions stop;
  stop.stop_parameter = true;
  window.application().apply(std::move(stop), 0);
  window.settle();
  const double idle_wall = wall(), idle_cpu = cpu();
  const long drawn = window.frames_drawn();
  while (wall() - idle_wall < 10) window.frame(10 - (wall() - idle_wall));
  fmt::print("idle for 10 s:\n  {:8.3f} % of a core, {} frames drawn\n",
             100 * (cpu() - idle_cpu) / (wall() - idle_wall), window.frames_drawn() - drawn);
}

// A laboratory at its limits: 5000 points, eight competitors and a network, playing as fast as it can.
void laboratory(Task task) {
  Window window(LOSSLAB_ASSETS, {});
  Actions actions;
  actions.edit("measure", [task](Document& document) {
    LabPage& page = lab_page(document, task);
    page.data.n = 5000;
    page.model.kind = ModelSpec::Kind::mlp;
    page.start.clear();
    for (const Loss& loss : document.losses) {
      const Family family = loss.info().family;
      const bool suits = task == Task::regression ? family == Family::residual : family == Family::margin;
      const bool runs = std::ranges::find(page.ticked, loss.id()) != page.ticked.end();
      if (suits && !runs && page.ticked.size() < max_competitors) toggle(page.ticked, loss.id(), document);
    }
    page.optimizer.rate = 0.01;
  });
  actions.look([task](View& view) {
    view.screen = lab_task(task).id;
    view.speed_power = 10;
    view.runs[lab_task(task).id] = {0, 0};
  });
  window.application().apply(std::move(actions), 0);
  for (int i = 0; i < 30; ++i) {
    window.touch(1);
    window.frame();
  }
  Actions play;
  play.commands = {Command::play_pause};
  window.application().apply(std::move(play), 0);
  window.touch();
  for (int i = 0; i < 30; ++i) window.frame();
  constexpr int count = 600;
  std::vector<double> gaps, build;
  const long from = lab_results(window.application(), task).lab().race().length();
  const double begin = wall(), cpu_begin = cpu();
  double before = begin;
  while (gaps.size() < count) {
    if (!window.frame()) continue;
    gaps.push_back(1e3 * (wall() - before));
    build.push_back(1e3 * window.build_seconds());
    before = wall();
  }
  const double time = wall() - begin;
  const long steps = lab_results(window.application(), task).lab().race().length() - from;
  std::ranges::sort(gaps);
  std::ranges::sort(build);
  fmt::print("{}: 5000 points, 8 competitors, network of 8 and 8, playing:\n", lab_task(task).id);
  fmt::print("  {:8.1f} frames a second\n  {:8.1f} ms between frames at the 99th percentile\n", count / time,
             gaps[count * 99 / 100]);
  fmt::print("  {:8.3f} ms to build a frame (median)\n  {:8.1f} steps of all eight a second\n", build[count / 2],
             static_cast<double>(steps) / time);
  fmt::print("  {:8.2f} ms CPU time a frame, all threads\n", 1e3 * (cpu() - cpu_begin) / count);
}

// Five losses on the simplex while t or z is dragged, so that every frame is built anew, and with t the field of 256 by
// 222 with its contour lines as well.
void distributions() {
  Window window(LOSSLAB_ASSETS, {});
  Actions go;
  go.edit("measure", [](Document& document) {
    DistributionsPage& page = distributions_page(document);
    page.ticked = {"softmax_ce_soft", "gce_softmax", "mae_softmax", "brier_softmax", "js_softmax"};
    page.chosen = page.ticked.front();
  });
  go.look([](View& view) { view.screen = distributions_id; });
  window.application().apply(std::move(go), 0);
  window.settle();
  for (const bool truth : {true, false}) {
    constexpr int count = 200;
    std::vector<double> build;
    const double wall_begin = wall(), cpu_begin = cpu();
    for (int i = 0; static_cast<int>(build.size()) < count; ++i) {
      Actions move;
      move.edit("measure", [i, truth](Document& document) {
        DistributionsPage& page = distributions_page(document);
        if (truth) {
          set_probability(page.truth, 0, 0.2 + 0.003 * (i % 200));
        } else {
          page.logits[0] = -2 + 0.02 * (i % 200);
        }
      });
      window.application().apply(std::move(move), 0);
      window.touch(1);
      if (window.frame()) build.push_back(1e3 * window.build_seconds());
    }
    const double wall_time = wall() - wall_begin, cpu_time = cpu() - cpu_begin;
    std::nth_element(build.begin(), build.begin() + count / 2, build.end());
    fmt::print("the simplex with five losses, {} dragged:\n", truth ? 't' : 'z');
    fmt::print("  {:8.1f} frames a second\n  {:8.2f} ms CPU time a frame, all threads\n", count / wall_time,
               1e3 * cpu_time / count);
    fmt::print("  {:8.3f} ms to build a frame (median)\n", build[count / 2]);
  }
}

// From a moved slider to its landscape of 256 by 256, coloured and with its contour lines, as the window would get it.
void landscape() {
  Application app(LOSSLAB_ASSETS, {});
  Actions go;
  go.edit("measure", [](Document& document) { lab_page(document, Task::regression).data.n = 200; });
  go.look([](View& view) { view.screen = "regression"; });
  app.apply(std::move(go), 0);
  app.catch_up();
  const Lab& lab = lab_results(app, Task::regression).lab();
  const auto shown = [&] { return lab.landscape().picture(lab, app.theme()); };
  std::vector<double> times;
  for (int i = 0; i < 41; ++i) {
    const auto before = shown();
    Actions move;
    move.edit("measure", [i](Document& document) { document.loss("huber").set("delta", 1.1 + 0.02 * i); });
    const double begin = wall();
    app.apply(std::move(move), 0);
    app.tick(0);
    while (shown() == before || shown()->of->columns < 256) app.tick(0);
    times.push_back(1e3 * (wall() - begin));
  }
  std::ranges::sort(times);
  fmt::print("landscape of 256x256 over 200 points after a slider has moved:\n  {:8.2f} ms (median), {:.2f} at most\n",
             times[times.size() / 2], times.back());
}

// From exec until the program says that its first frame is out; the median of several starts.
double start(const std::string& command) {
  std::vector<double> times;
  for (int i = 0; i < 15; ++i) {
    const double begin = wall();
    FILE* child = popen(("exec " + command).c_str(), "r");
    char line[64] = {};
    if (child == nullptr || std::fgets(line, sizeof line, child) == nullptr) return 0;
    times.push_back(1e3 * (wall() - begin));
    pclose(child);
  }
  std::nth_element(times.begin(), times.begin() + 7, times.end());
  return times[7];
}

int first_frame() {
  Window window(LOSSLAB_ASSETS, {});
  while (window.frames_drawn() == 0) window.frame();
  std::puts("first frame");
  std::fflush(stdout);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc == 2 && std::strcmp(argv[1], "--first-frame") == 0) return first_frame();
  const std::string folder = argc == 2 ? argv[1] : ".";
  frames();
  distributions();
  structure_frames();
  landscape();
  laboratory(Task::regression);
  laboratory(Task::classification);
  const double minimal = start(folder + "/minimal_imgui");
  const double losslab = start(folder + "/window_bench --first-frame");
  fmt::print(
      "from exec to the first frame (median of 15):\n  {:8.1f} ms\n  {:8.1f} ms a minimal program of Dear ImGui\n",
      losslab, minimal);
  fmt::print("  {:8.2f} times as long\n", losslab / minimal);
}
