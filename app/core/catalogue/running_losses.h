#pragma once
#include <cstddef>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "losses/core/parameter.h"
#include "losses/learn/optimise/optimizer.h"

namespace losslab {

class TomlSection;
class TomlWriter;

// The losses of one kind that descend beside each other on a page, and how.
struct RunningLosses {
  std::vector<std::string> ticked;  // ids, in the order of their list
  std::string chosen;               // one of `ticked` if there is any
  // Shape parameters of losses that differ from the usual ones, all of a loss.
  std::map<std::string, std::vector<double>, std::less<>> parameters;
  Optimizer optimizer;
  friend bool operator==(const RunningLosses&, const RunningLosses&) = default;
};
inline constexpr std::size_t most_running = 8;

// Those that can run there.
struct RunningKind {
  std::vector<std::string> ids;  // in the order in which they are shown
  std::span<const Parameter> (*parameters)(std::string_view id);

  int series(std::string_view id) const;  // its number among the styles: its place in the list, or −1
};

// A loss with the parameters that the page has for it.
template <class L>
L running_loss(const RunningLosses& running, std::string_view id) {
  L loss(id);
  const auto own = running.parameters.find(id);
  if (own == running.parameters.end()) return loss;
  for (std::size_t i = 0; i < own->second.size() && i < loss.parameters().size(); ++i) {
    loss.set(loss.parameters()[i].name, own->second[i]);
  }
  return loss;
}
// Throws InputError where the loss has no such parameter, or the value is out of its bounds.
void set_parameter(RunningLosses& running, const RunningKind& kind, std::string_view id, std::string_view name,
                   double value);
// Ticks a loss, which then is the chosen one, or takes its tick away; no more than `most_running`.
void toggle(RunningLosses& running, const RunningKind& kind, const std::string& id);
// Whatever an edit did, the chosen loss runs.
void make_valid(RunningLosses& running);

// Their keys in a section of a session: losses, chosen, and the sections parameters and optimizer. The reader throws
// InputError with the place; the writer of the two sections is called after all other keys of that section are written.
void read_running(TomlSection& in, RunningLosses& running, const RunningKind& kind);
void write_running_keys(TomlWriter& out, const RunningLosses& running);
void write_running_sections(TomlWriter& out, const std::string& section, const RunningLosses& running,
                            const RunningLosses& usual, const RunningKind& kind);

}  // namespace losslab
