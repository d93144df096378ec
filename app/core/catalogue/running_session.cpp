// The losses that run, as sessions have them.
#include <fmt/format.h>

#include <algorithm>

#include "app/core/catalogue/running_losses.h"
#include "app/core/shell/files/toml_section.h"
#include "app/core/shell/files/toml_writer.h"

namespace losslab {
namespace {

using namespace toml_text;

std::string wanted(const RunningKind& kind) {
  return fmt::format("expected a loss that can run here, such as {}", kind.ids.front());
}

void read_losses(TomlSection& in, RunningLosses& running, const RunningKind& kind) {
  if (in.texts("losses", running.ticked)) {
    for (const std::string& id : running.ticked) {
      if (kind.series(id) < 0) in.refuse("losses", fmt::format("{}, found {}", wanted(kind), id));
      if (std::ranges::count(running.ticked, id) > 1) in.refuse("losses", fmt::format("{} is named twice", id));
    }
    if (running.ticked.size() > most_running) {
      in.refuse("losses", fmt::format("expected at most {} losses", most_running));
    }
    running.chosen = running.ticked.empty() ? std::string() : running.ticked.front();
  }
  std::string chosen;
  if (!in.text("chosen", chosen)) return;
  if (std::ranges::find(running.ticked, chosen) == running.ticked.end()) {
    in.refuse("chosen", fmt::format("expected one of the losses that run, found \"{}\"", chosen));
  }
  running.chosen = chosen;
}

void read_parameters(TomlSection in, RunningLosses& running, const RunningKind& kind) {
  for (const std::string& id : in.keys()) {
    if (kind.series(id) < 0) in.refuse(id, wanted(kind));
    std::optional<TomlSection> values = in.section(id);
    if (!values) continue;
    for (const std::string& name : values->keys()) {
      double value = 0;
      values->any_number(name, value);
      values->at(name, [&] { set_parameter(running, kind, id, name, value); });
    }
    values->finish();
  }
}

void read_optimizer(TomlSection in, Optimizer& optimizer) {
  std::string method;
  if (in.text("kind", method)) in.at("kind", [&] { set_method(optimizer, parse_optimizer(method).kind); });
  if (in.number("rate", optimizer.rate, "a number above 0") && !(optimizer.rate > 0)) {
    in.refuse("rate", "expected a number above 0");
  }
  in.number("momentum", optimizer.momentum, "a number from 0 to 1", 0, 1);
  in.finish();
}

}  // namespace

void read_running(TomlSection& in, RunningLosses& running, const RunningKind& kind) {
  read_losses(in, running, kind);
  if (auto parameters = in.section("parameters")) read_parameters(std::move(*parameters), running, kind);
  if (auto optimizer = in.section("optimizer")) read_optimizer(std::move(*optimizer), running.optimizer);
}

void write_running_keys(TomlWriter& out, const RunningLosses& running) {
  out.line("losses", texts(running.ticked));
  if (!running.chosen.empty()) out.line("chosen", in_quotes(running.chosen));
}

void write_running_sections(TomlWriter& out, const std::string& section, const RunningLosses& running,
                            const RunningLosses& usual, const RunningKind& kind) {
  if (!running.parameters.empty()) out.section(fmt::format("{}.parameters", section));
  for (const auto& [id, values] : running.parameters) {
    for (std::size_t i = 0; i < values.size(); ++i) {
      out.line(fmt::format("{}.{}", id, kind.parameters(id)[i].name), number(values[i]));
    }
  }
  if (running.optimizer == usual.optimizer) return;
  out.section(fmt::format("{}.optimizer", section));
  out.line("kind", in_quotes(to_text(running.optimizer.kind)));
  out.line("rate", number(running.optimizer.rate));
  out.line("momentum", number(running.optimizer.momentum));
}

}  // namespace losslab
