#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "losses/learn/sweep/sweep.h"

namespace losslab::cli {

// The columns of a sweep's table, over what is varied; and a row of it.
std::string sweep_header(std::string_view over);
struct SweepLabels {
  std::string loss, params, at;
};
void append_sweep_row(fmt::memory_buffer& to, const SweepLabels& labels, const SweepRow& row);
SweepLabels sweep_labels(const SweepSpec& spec, std::size_t loss, double at);

// "3/8": the third of eight parts. Throws InputError.
SweepPart parse_sweep_part(std::string_view text);

// The runs of a part as a table of its own: sweep,tiles,tile,seed,loss,params,NAME,diverged,clean_error,given_error,
// objective. `sweep` tells the parts of different sweeps apart: it stands for the arguments that were given.
std::string sweep_part_text(const SweepSpec& spec, std::string_view sweep, const std::vector<SweepRun>& runs);
// The table of the whole sweep, byte by byte as one machine would print it, from the files of all its parts in any
// order. Throws InputError naming file and line where they are not the parts of one sweep, or one is missing.
std::string merged_sweep(const std::vector<std::string>& paths);

}  // namespace losslab::cli
