// The starts that stand in a session: those of its page of Structures.
#include <filesystem>

#include "app/cli/fit/structured_parts.h"
#include "app/cli/fit/structured_start.h"
#include "app/core/shell/files/session.h"
#include "app/core/shell/files/session_picture.h"
#include "app/core/structures/boxes/boxes_results.h"
#include "app/core/structures/embedding/embedding_results.h"
#include "app/core/structures/masks/mask_descent.h"
#include "app/core/structures/sequence/sequence_descent.h"
#include "losses/learn/data/real_data.h"

#include <fmt/format.h>

namespace losslab::cli {
namespace {

StructuredStart begun(const RunningLosses& running, StructuredLoss loss, const std::string& parameters) {
  loss.set_from_text(parameters);
  return {loss, {}, {}, {}, running.optimizer, {}, {}};
}

std::vector<std::string> coordinates(std::size_t points) {
  std::vector<std::string> names;
  for (std::size_t i = 1; i <= points; ++i) {
    for (const char axis : {'x', 'y'}) names.push_back(fmt::format("{}{}", axis, i));
  }
  return names;
}

StructuredStart start_of_boxes(const BoxesPage& page, const StructuredLoss& loss, const std::string& parameters) {
  StructuredStart start = begun(page, running_loss<StructuredLoss>(page, loss.id()), parameters);
  start.names = {"x1", "y1", "x2", "y2"};
  start.numbers = {page.prediction.begin(), page.prediction.end()};
  const Box target = page.targets[assigned_target(page)];
  start.evaluate = [who = BoxCompetitor{start.loss, {}, target}](
                       std::span<const double> box, std::span<double> gradient) { return who.evaluate(box, gradient); };
  start.parts = [target](std::span<const double> box) { return box_parts(box, target); };
  return start;
}

StructuredStart start_of_masks(const MasksPage& page, const StructuredLoss& loss, const std::string& parameters) {
  StructuredStart start = begun(page, mask_loss(page, loss.id(), page.side), parameters);
  const std::shared_ptr<const MaskTask> task = task_of(page);
  const MaskCompetitor who{start.loss, {}, task};
  if (const std::string objection = who.objection(); !objection.empty()) throw InputError(objection + ".");
  start.numbers = start_of(page);
  if (page.model == MaskModel::disc) {
    start.names = {"x", "y", "log_radius"};
  } else {
    for (std::size_t i = 1; i <= start.numbers.size(); ++i) start.names.push_back(fmt::format("z{}", i));
  }
  start.evaluate = [who](std::span<const double> theta, std::span<double> gradient) {
    MaskReading reading;
    return who.evaluate(theta, gradient, reading);
  };
  start.parts = [task](std::span<const double> theta) {
    std::vector<ResultPart> parts = mask_parts(task->logits(theta), task->truth);
    if (task->model == MaskModel::disc) {
      parts.insert(parts.begin(), {"disc", {theta[0], theta[1], std::exp(theta[2])}});
    }
    return parts;
  };
  return start;
}

StructuredStart start_of_sequence(const SequencePage& page, const StructuredLoss& loss, const std::string& parameters) {
  StructuredStart start = begun(page, sequence_loss(page, loss.id()), parameters);
  const SequenceCompetitor who{start.loss, {}, target_of(page, loss.id())};
  if (const std::string objection = who.loss.objection(page.logits, who.target); !objection.empty()) {
    throw InputError(objection + ".");
  }
  start.numbers = page.logits;
  for (std::size_t t = 1; t <= page.frames; ++t) {
    for (std::size_t k = 0; k < page.symbols; ++k) start.names.push_back(fmt::format("z{}_{}", t, k));
  }
  start.evaluate = [who](std::span<const double> z, std::span<double> gradient) { return who.evaluate(z, gradient); };
  start.parts = [page, of = start.loss](std::span<const double> z) {
    std::vector<ResultPart> parts = sequence_parts(z, of);
    std::vector<std::size_t> read;
    for (const double symbol : parts.back().numbers) read.push_back(static_cast<std::size_t>(symbol));
    parts.push_back({"text", {}, letters_of(page, read)});
    return parts;
  };
  return start;
}

StructuredStart start_of_embedding(const EmbeddingPage& page, const StructuredLoss& loss, const std::string& parameters,
                                   const std::string& asset_folder) {
  StructuredStart start = begun(page, running_loss<StructuredLoss>(page, loss.id()), parameters);
  std::optional<Dataset> iris;
  if (page.spec.kind == EmbeddingStart::iris) iris = read_data_file("iris-species.csv", asset_folder);
  const EmbeddingSamples samples =
      page.spec.kind == EmbeddingStart::own ? page.own : made_samples(page.spec, iris ? &*iris : nullptr);
  start.numbers = samples.x;
  start.names = coordinates(samples.size());
  const auto labels =
      std::make_shared<const EmbeddingLabels>(EmbeddingLabels{samples.labels, samples.truth, samples.firsts()});
  const EmbeddingCompetitor who(objective_of(start.loss, page.mining, page.spec.seed), {}, labels);
  start.evaluate = [who](std::span<const double> x, std::span<double> gradient) {
    EmbeddingNote note;
    return who.evaluate(x, gradient, note);
  };
  start.parts = [labels](std::span<const double> x) {
    const EmbeddingMeasures measures = measure_embedding({2, x, labels->given});
    return std::vector<ResultPart>{{"points", {x.begin(), x.end()}},
                                   {"labels", {labels->given.begin(), labels->given.end()}, {}, true, true},
                                   {"accuracy", {measures.accuracy}, {}, false},
                                   {"within", {measures.within}, {}, false},
                                   {"between", {measures.between}, {}, false}};
  };
  return start;
}

}  // namespace

StructuredStart start_of_session(const std::string& path, const StructuredLoss& loss, const std::string& parameters,
                                 const std::string& asset_folder) {
  const Session session = load_session_or_picture(path);
  const auto of_page = [&] {
    switch (loss.info().structure) {
      case Structure::embedding:
        return start_of_embedding(embedding_page(session.document), loss, parameters, asset_folder);
      case Structure::box:
        return start_of_boxes(boxes_page(session.document), loss, parameters);
      case Structure::mask:
        return start_of_masks(masks_page(session.document), loss, parameters);
      case Structure::sequence:
        return start_of_sequence(sequence_page(session.document), loss, parameters);
      case Structure::data_set:
        break;
    }
    throw InputError(
        fmt::format("{} is of {}, which no page of a session has.", loss.id(), structure_name(loss.info().structure)));
  };
  StructuredStart start = of_page();
  start.data = std::filesystem::path(path).filename().string();
  return start;
}

}  // namespace losslab::cli
