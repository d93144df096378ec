#pragma once
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "losses/learn/optimise/optimizer.h"
#include "losses/structures/structured_loss.h"

namespace losslab::cli {

// What a result says beside the numbers that have descended: numbers, or a word.
struct ResultPart {
  std::string name;  // "iou"
  std::vector<double> numbers = {};
  std::string word = {};  // instead of numbers, where it is not empty
  bool list = true;       // or else it is one number
  bool whole = false;     // counts and labels
};

// Where a structured loss begins to descend on its own input, and what that stands for.
struct StructuredStart {
  StructuredLoss loss;
  std::string data;                // "boxes.csv, line 3"
  std::vector<std::string> names;  // of the numbers that descend
  std::vector<double> numbers;
  std::optional<Optimizer> optimizer;  // that a session has for it
  // The loss and its gradient in these numbers; NaN where it has no value.
  std::function<double(std::span<const double>, std::span<double>)> evaluate;
  std::function<std::vector<ResultPart>(std::span<const double>)> parts;
};

// Whether that is a table of inputs and targets, as 'losslab eval --table' takes them, or a session.
bool holds_structures(const std::string& path);

// The rows of such a table, each a start: those of the loss where the table names losses, with their parameters, which
// `parameters` ("alpha=0.3;beta=0.7") go over. A mask descends on its logits. Throws InputError with the line, also
// where there is no such row.
std::vector<StructuredStart> starts_of_table(const std::string& path, const StructuredLoss& loss,
                                             const std::string& parameters);
// The start of a session's page of Structures that has this loss, with the parameters and the optimiser that the page
// has for it. Throws InputError.
StructuredStart start_of_session(const std::string& path, const StructuredLoss& loss, const std::string& parameters,
                                 const std::string& asset_folder);

}  // namespace losslab::cli
