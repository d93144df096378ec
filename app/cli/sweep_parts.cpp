#include "app/cli/sweep_parts.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "app/cli/loss_argument.h"
#include "app/cli/table.h"
#include "app/cli/text.h"

namespace losslab::cli {
namespace {

constexpr std::array part_columns{"sweep",    "tiles",       "tile",        "seed",     "loss", "params",
                                  "",  // what is varied
                                  "diverged", "clean_error", "given_error", "objective"};
enum Column : std::size_t { sweep, tiles, tile, seed, loss, params, at, diverged, clean, given, objective };
constexpr long long most_tiles = 1'000'000;

std::string part_header(std::string_view over) {
  std::string text;
  for (std::size_t k = 0; k < part_columns.size(); ++k) {
    if (k > 0) text += ',';
    text += k == at ? over : part_columns[k];
  }
  return text;
}

// A run with what its row is called.
struct ReadRun {
  SweepLabels labels;
  SweepRun run;
};

// The parts that were read so far, as one sweep.
class Merging {
 public:
  void read(const std::string& path) {
    ++file_;
    const std::string text = read_text(path);
    TableReader table(path, text);
    check_header(table);
    while (table.next()) {
      check_same(table);
      add(table);
    }
  }

  std::string table() const {
    if (by_tile_.empty()) throw InputError("The parts have no rows.");
    for (std::size_t k = 0; k < by_tile_.size(); ++k) {
      const auto& runs = by_tile_[k];
      if (runs.empty()) {
        const std::size_t missing =
            static_cast<std::size_t>(std::ranges::count_if(by_tile_, &std::vector<ReadRun>::empty));
        throw InputError(
            fmt::format("A part is missing: {} of {} tiles are in none of the files, the first is tile {}.", missing,
                        by_tile_.size(), k));
      }
      check_complete(k);
    }
    fmt::memory_buffer out;
    const std::string header = sweep_header(over_);
    out.append(header);
    for (std::size_t k = 0; k < by_tile_.front().size(); ++k) append_rows_of(k, out);
    return fmt::to_string(out);
  }

 private:
  void check_header(TableReader& table) {
    const auto& header = table.header();
    if (header.size() != part_columns.size()) fail_header(table);
    for (std::size_t k = 0; k < header.size(); ++k) {
      if (k != at && header[k] != part_columns[k]) fail_header(table);
    }
    if (over_.empty()) over_ = header[at];
    if (over_ != header[at]) {
      table.fail(fmt::format("this part varies {}, those before {}.", in_quotes(header[at]), in_quotes(over_)));
    }
  }
  [[noreturn]] static void fail_header(const TableReader& table) {
    table.fail(fmt::format("expected the columns {} as 'losslab sweep --shard' writes them.", part_header("NAME")));
  }

  void check_same(const TableReader& table) {
    const auto count = static_cast<std::size_t>(whole(table, tiles, 1, most_tiles));
    if (by_tile_.empty()) {
      sweep_ = table.field(sweep);
      by_tile_.resize(count);
      file_of_tile_.resize(count);
    }
    if (table.field(sweep) != sweep_ || count != by_tile_.size()) {
      table.fail("this part is of another sweep than those before: all must be made with the same arguments.");
    }
  }

  static long long whole(const TableReader& table, Column column, long long lowest, long long highest) {
    try {
      return whole_argument(part_columns[column], table.field(column), lowest, highest);
    } catch (const InputError& error) {
      table.fail(error.what());
    }
  }
  // Empty is what is not known.
  static double measure(const TableReader& table, Column column) {
    return table.field(column).empty() ? std::nan("") : table.number(column);
  }

  void add(const TableReader& table) {
    ReadRun read;
    read.run.tile = static_cast<std::size_t>(whole(table, tile, 0, static_cast<long long>(by_tile_.size()) - 1));
    read.run.diverged = whole(table, diverged, 0, 1) == 1;
    read.run.clean_error = measure(table, clean);
    read.run.given_error = measure(table, given);
    read.run.objective = measure(table, objective);
    read.run.at = table.number(at);
    read.labels = {std::string(table.field(loss)), std::string(table.field(params)), std::string(table.field(at))};
    auto& runs = by_tile_[read.run.tile];
    read.run.loss = runs.size();
    if (runs.empty()) file_of_tile_[read.run.tile] = file_;
    if (file_of_tile_[read.run.tile] != file_) {
      table.fail(fmt::format("tile {} was in a file before: a part was given twice.", read.run.tile));
    }
    runs.push_back(std::move(read));
  }

  void check_complete(std::size_t k) const {
    const auto& first = by_tile_.front();
    const auto& runs = by_tile_[k];
    const bool same = std::ranges::equal(runs, first, [](const ReadRun& a, const ReadRun& b) {
      return a.labels.loss == b.labels.loss && a.labels.params == b.labels.params;
    });
    if (!same) throw InputError(fmt::format("Tile {} has other losses than tile 0: a part was cut off.", k));
  }

  void append_rows_of(std::size_t which, fmt::memory_buffer& out) const {
    std::vector<SweepRun> runs;
    for (std::size_t k = 0; k < by_tile_.size(); ++k) {
      const ReadRun& read = by_tile_[k][which];
      runs.push_back(read.run);
      if (k + 1 < by_tile_.size() && by_tile_[k + 1][which].labels.at == read.labels.at) continue;
      append_sweep_row(out, read.labels, sweep_row(runs));
      runs.clear();
    }
  }

  std::string over_, sweep_;
  std::vector<std::vector<ReadRun>> by_tile_;
  std::vector<std::size_t> file_of_tile_;
  std::size_t file_ = 0;  // that is read, from 1
};

}  // namespace

std::string sweep_header(std::string_view over) {
  return fmt::format("loss,params,{},seeds,mean,sd,min,median,max,given_mean,objective_mean,diverged\n", over);
}

void append_sweep_row(fmt::memory_buffer& to, const SweepLabels& labels, const SweepRow& row) {
  fmt::format_to(fmt::appender(to), "{},{},{},{}", labels.loss, labels.params, labels.at, row.seeds);
  for (const double value : {row.mean, row.sd, row.least, row.median, row.most, row.given_mean, row.objective_mean}) {
    to.push_back(',');
    append_number(to, value);
  }
  fmt::format_to(fmt::appender(to), ",{}\n", row.diverged);
}

SweepLabels sweep_labels(const SweepSpec& spec, std::size_t loss, double value) {
  return {spec.of_classes.empty() ? std::string(spec.losses[loss].id()) : class_loss_id(spec.of_classes[loss]),
          held_parameters(spec, loss), fmt::format("{}", value)};
}

SweepPart parse_sweep_part(std::string_view text) {
  const auto parts = split(text, '/');
  if (parts.size() != 2) throw InputError(fmt::format("--shard takes I/N as 3/8, got {}.", in_quotes(text)));
  const auto count = whole_argument("N of --shard I/N", parts[1], 1, most_tiles);
  const auto index = whole_argument("I of --shard I/N", parts[0], 1, count);
  return {static_cast<std::size_t>(index - 1), static_cast<std::size_t>(count)};
}

std::string sweep_part_text(const SweepSpec& spec, std::string_view name, const std::vector<SweepRun>& runs) {
  fmt::memory_buffer text;
  fmt::format_to(fmt::appender(text), "{}\n", part_header(spec.over.name));
  const std::size_t all = tiles_of(spec);
  for (const SweepRun& run : runs) {
    const SweepLabels labels = sweep_labels(spec, run.loss, run.at);
    fmt::format_to(fmt::appender(text), "{},{},{},{},{},{},{},{:d}", name, all, run.tile, run.seed, labels.loss,
                   labels.params, labels.at, run.diverged);
    for (const double value : {run.clean_error, run.given_error, run.objective}) {
      text.push_back(',');
      append_number(text, run.diverged ? std::nan("") : value);
    }
    text.push_back('\n');
  }
  return fmt::to_string(text);
}

std::string merged_sweep(const std::vector<std::string>& paths) {
  Merging merging;
  for (const std::string& path : paths) merging.read(path);
  return merging.table();
}

}  // namespace losslab::cli
