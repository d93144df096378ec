#include "app/cli/fit/fit_report.h"

#include "app/cli/fit/fit_json.h"
#include "app/cli/text.h"
#include "losses/learn/exact/residual_scale.h"

namespace losslab::cli {
namespace {

Json errors_json(const Errors& errors) {
  Json json = Json::object();
  if (errors.rmse) json["rmse"] = json_number(*errors.rmse);
  if (errors.mae) json["mae"] = json_number(*errors.mae);
  if (errors.accuracy) json["accuracy"] = json_number(*errors.accuracy);
  return json;
}

std::string errors_text(const Errors& errors) {
  if (errors.accuracy) return fmt::format("accuracy {:.6g}", *errors.accuracy);
  return fmt::format("RMSE {:.10g}, MAE {:.10g}", errors.rmse.value_or(0), errors.mae.value_or(0));
}

Json parameters_json(const FitResult& result) {
  Json json = result.linear ? Json::object() : Json::array();
  for (std::size_t i = 0; i < result.names.size(); ++i) {
    if (result.linear) {
      json[result.names[i]] = json_number(result.parameters[i]);
    } else {
      json.push_back({{"name", result.names[i]}, {"value", json_number(result.parameters[i])}});
    }
  }
  return json;
}

// Under the names of the classes: a row for each label, the predicted classes across.
Json confusion_json(const Confusion& confusion) {
  Json rows = Json::array();
  for (std::size_t i = 0; i < confusion.classes; ++i) {
    const auto row = confusion.counts.begin() + static_cast<std::ptrdiff_t>(i * confusion.classes);
    rows.push_back(std::vector<std::size_t>(row, row + static_cast<std::ptrdiff_t>(confusion.classes)));
  }
  return rows;
}

void add_confusion_rows(const Dataset& data, const Confusion& confusion, const char* which,
                        std::vector<std::vector<std::string>>& rows) {
  for (std::size_t i = 0; i < confusion.classes; ++i) {
    std::string row;
    for (std::size_t j = 0; j < confusion.classes; ++j) {
      row += fmt::format("{}{} {}", j > 0 ? ", " : "", confusion.counts[i * confusion.classes + j],
                         one_line(data.class_names[j]));
    }
    rows.push_back({fmt::format("{} {} as", which, one_line(data.class_names[i])), row});
  }
}

std::string loss_text(const FitRequest& request, const FitResult& result) {
  if (!request.of_classes) return result.loss.label();
  const Correction correction = request.of_classes->correction;
  std::string text = request.of_classes->loss.label();
  if (correction != Correction::none) {
    text += fmt::format(", {} corrected", correction_names[static_cast<std::size_t>(correction)]);
  }
  return text;
}

std::string optimizer_id(const FitRequest& request) {
  return request.exact ? "exact" : to_text(request.optimizer.kind);
}

std::string optimizer_text(const FitRequest& request, const FitResult& result) {
  if (request.exact || result.on_fit) return fmt::format("exact ({})", result.method);
  return descent_text(request.optimizer);
}

std::string converged_text(const FitRequest& request, const FitResult& result) {
  if (result.diverged) return fmt::format("no: diverged at {}", result.diverged->cause);
  if (result.converged) return "yes";
  if (result.unfelt && result.gradient_norm <= 1e-6) {
    return "no: a feature is so small that the gradient hardly shows it; --standardize helps";
  }
  return request.exact ? "no" : fmt::format("no: the norm of the gradient is still {:.3g}", result.gradient_norm);
}

}  // namespace

std::string descent_text(const Optimizer& optimizer) {
  std::string text = fmt::format("{}, rate {}", to_text(optimizer.kind), optimizer.rate);
  if (optimizer.batch > 0) text += fmt::format(", batches of {}", optimizer.batch);
  if (optimizer.schedule != Schedule()) text += fmt::format(", schedule {}", to_text(optimizer.schedule));
  if (optimizer.clip > 0) text += fmt::format(", gradients clipped at {}", optimizer.clip);
  return text;
}

std::string fit_json(const FitRequest& request, const FitResult& result) {
  Json json;
  if (result.linear) {
    for (std::size_t i = 0; i < result.names.size(); ++i) json[result.names[i]] = json_number(result.parameters[i]);
  }
  json["objective"] = json_number(result.objective);
  json["steps"] = result.steps;
  json["converged"] = result.converged;
  json["diverged"] = nullptr;
  if (result.diverged) json["diverged"] = {{"step", result.diverged->step}, {"cause", result.diverged->cause}};
  json["gradient_norm"] = json_number(result.gradient_norm);
  if (request.of_classes) {
    json["loss"] = request.of_classes->loss.id();
    json["loss_parameters"] = loss_parameters_json(request.of_classes->loss);
    json["correction"] = correction_names[static_cast<std::size_t>(request.of_classes->correction)];
  } else {
    json["loss"] = result.loss.id();
    json["loss_parameters"] = loss_parameters_json(result.loss);
  }
  json["model"] = to_text(request.model);
  json["optimizer"] = optimizer_id(request);
  if (request.exact) {
    json["method"] = result.method;
  } else {
    json["rate"] = request.optimizer.rate;
    json["batch"] = request.optimizer.batch;
    json["schedule"] = to_text(request.optimizer.schedule);
    json["clip"] = request.optimizer.clip;
    json["seed"] = request.seed;
  }
  json["l2"] = request.l2;
  json["l1"] = request.l1;
  json["data"] = {{"name", request.data.name}, {"n", request.data.size()}};
  if (!request.data.weight.empty()) json["data"]["weighted"] = true;
  json["parameters"] = parameters_json(result);
  if (!result.predictors.empty()) json["predictors"] = result.predictors;
  json["errors"] = {{"given", errors_json(result.given)}, {"clean", nullptr}};
  if (result.clean) json["errors"]["clean"] = errors_json(*result.clean);
  if (result.confusion) {
    json["classes"] = request.data.class_names;
    json["confusion"] = {{"given", confusion_json(*result.confusion)}, {"clean", nullptr}};
    if (result.clean_confusion) json["confusion"]["clean"] = confusion_json(*result.clean_confusion);
  }
  if (result.residual_scale) json["residual_scale"] = json_number(*result.residual_scale);
  if (result.on_fit) json["points_on_fit"] = result.on_fit->points;
  json["scaled"] = request.scaled;
  if (request.scaled) json["scale"] = request.iterated ? "iterated" : "fixed";
  json["standardized"] = request.standardize;
  return json_text(json);
}

std::string fit_text(const FitRequest& request, const FitResult& result) {
  std::vector<std::vector<std::string>> rows{
      {"loss", loss_text(request, result)},
      {"data", fmt::format("{}, {} points{}", one_line(request.data.name), request.data.size(),
                           request.data.weight.empty() ? "" : ", weighted")},
      {"model", to_text(request.model)},
      {"optimizer", optimizer_text(request, result)}};
  if (request.l2 > 0) {
    rows.push_back({"L2", fmt::format("{}{}", request.l2, request.standardize ? ", on the standardized weights" : "")});
  }
  if (request.l1 > 0) {
    rows.push_back({"L1", fmt::format("{}{}", request.l1, request.standardize ? ", on the standardized weights" : "")});
  }
  if (result.on_fit) {
    rows.push_back(
        {"residual scale", fmt::format("0: {}, which is taken", on_fit_text(*result.on_fit, request.data.size()))});
  } else if (result.residual_scale) {
    const std::string use =
        has_scale(result.loss)
            ? std::string("which the shape parameters of the loss were multiplied by")
            : fmt::format("which changes nothing: {} has no parameter in units of y", result.loss.id());
    rows.push_back({"residual scale",
                    fmt::format("{:.10g}{}, {}", *result.residual_scale, result.iterated ? " (iterated)" : "", use)});
  }
  if (request.standardize) {
    rows.push_back({"standardized", "inputs centred and scaled for the fit alone; parameters are in the data's units"});
  }
  for (std::size_t i = 0; i < result.names.size(); ++i) {
    const bool named = i < result.predictors.size();
    rows.push_back({result.names[i],
                    fmt::format("{:<16.10g}{}", result.parameters[i], named ? one_line(result.predictors[i]) : "")});
    rows.back()[1].erase(rows.back()[1].find_last_not_of(' ') + 1);
  }
  rows.push_back({"objective", fmt::format("{:.10g}", result.objective)});
  rows.push_back({"steps", fmt::format("{}", result.steps)});
  rows.push_back({"converged", converged_text(request, result)});
  rows.push_back({"error", errors_text(result.given)});
  if (result.clean) rows.push_back({"error on clean data", errors_text(*result.clean)});
  if (result.confusion) add_confusion_rows(request.data, *result.confusion, "labelled", rows);
  if (result.clean_confusion) add_confusion_rows(request.data, *result.clean_confusion, "in truth", rows);
  return aligned(rows);
}

}  // namespace losslab::cli
