#include "app/cli/fit/fit_json.h"
#include "app/cli/fit/fit_report.h"
#include "app/cli/fit/structured_fit.h"
#include "app/cli/text.h"

namespace losslab::cli {
namespace {

// More numbers would fill the terminal; JSON has them all.
constexpr std::size_t most_shown = 16;

std::string part_text(const ResultPart& part) {
  if (!part.word.empty()) return part.word;
  if (part.numbers.size() > most_shown) return fmt::format("{} numbers, which --json prints", part.numbers.size());
  std::string text;
  for (const double number : part.numbers) text += fmt::format("{}{:.10g}", text.empty() ? "" : " ", number);
  return text;
}

Json part_json(const ResultPart& part) {
  if (!part.list) return json_number(part.numbers.front());
  if (!part.word.empty() || part.numbers.empty()) return part.word.empty() ? Json::array() : Json(part.word);
  Json list = Json::array();
  for (const double number : part.numbers) {
    list.push_back(part.whole ? Json(static_cast<long>(number)) : json_number(number));
  }
  return list;
}

std::string converged_text(const StructuredResult& result) {
  if (result.diverged) return fmt::format("no: diverged at step {}", *result.diverged);
  if (result.stalled) return "no: nothing pulls at the start, where the loss has no gradient";
  if (result.converged) return "yes";
  return fmt::format("no: the norm of the gradient is still {:.3g}", result.gradient_norm);
}

Json result_json(const StructuredRequest& request, const StructuredResult& result) {
  Json json;
  for (const ResultPart& part : request.start.parts(result.numbers)) json[part.name] = part_json(part);
  json["objective"] = json_number(result.objective);
  json["steps"] = result.steps;
  json["converged"] = result.converged;
  json["stalled"] = result.stalled;
  json["diverged"] = nullptr;
  if (result.diverged) json["diverged"] = {{"step", *result.diverged}};
  json["gradient_norm"] = json_number(result.gradient_norm);
  json["loss"] = request.start.loss.id();
  json["loss_parameters"] = loss_parameters_json(request.start.loss);
  json["data"] = one_line(request.start.data);
  json["optimizer"] = to_text(request.optimizer.kind);
  json["rate"] = request.optimizer.rate;
  return json;
}

}  // namespace

std::string structured_text(const StructuredRequest& request, const StructuredResult& result) {
  std::vector<std::vector<std::string>> rows{{"loss", request.start.loss.label()},
                                             {"data", one_line(request.start.data)},
                                             {"optimizer", descent_text(request.optimizer)}};
  for (const ResultPart& part : request.start.parts(result.numbers)) rows.push_back({part.name, part_text(part)});
  rows.push_back({"objective", fmt::format("{:.10g}", result.objective)});
  rows.push_back({"gradient", fmt::format("{:.10g}", result.gradient_norm)});
  rows.push_back({"steps", fmt::format("{}", result.steps)});
  rows.push_back({"converged", converged_text(result)});
  return aligned(rows);
}

std::string structured_json(const std::vector<StructuredRequest>& requests,
                            const std::vector<StructuredResult>& results) {
  if (results.size() == 1) return json_text(result_json(requests.front(), results.front()));
  Json all = Json::array();
  for (std::size_t i = 0; i < results.size(); ++i) all.push_back(result_json(requests[i], results[i]));
  return json_text(all);
}

}  // namespace losslab::cli
