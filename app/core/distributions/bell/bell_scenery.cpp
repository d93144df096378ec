#include "app/core/distributions/bell/bell_scenery.h"

#include <algorithm>
#include <cmath>
#include <thread>

#include "app/core/shell/field_tones.h"
#include "widgets/figure/layout.h"

namespace losslab {
namespace {

constexpr int coarse_columns = 56, coarse_rows = 42, fine_columns = 192, fine_rows = 144;
constexpr int contour_count = 12;

std::shared_ptr<const BellFound> find(const BellDivergence& divergence, const Bell& start, const BellFound* before,
                                      const std::stop_token& stop) {
  BellFound found{divergence, {}, start, std::isfinite(divergence.value(start)), std::nullopt};
  const bool same = before != nullptr && before->divergence == divergence;
  if (same && before->start == start) return std::make_shared<BellFound>(*before);
  found.minima = same ? before->minima : find_minima(divergence, stop);
  if (stop.stop_requested()) return nullptr;
  found.basin = basin_of(divergence, start, found.minima);
  return std::make_shared<BellFound>(std::move(found));
}

std::shared_ptr<const BellField> paint(const BellDivergence& divergence, const BellBox& box, const Theme& theme,
                                       int columns, int rows, const std::stop_token& stop) {
  auto field = std::make_shared<BellField>(BellField{divergence, box, &theme, columns, nullptr, {}, nullptr});
  std::vector<float> values;
  for (int j = 0; j < rows; ++j) {
    if (stop.stop_requested()) return nullptr;
    const double log_width = box.log_width_min + (box.log_width_max - box.log_width_min) * j / (rows - 1);
    for (int i = 0; i < columns; ++i) {
      const double mean = box.mean_min + (box.mean_max - box.mean_min) * i / (columns - 1);
      values.push_back(static_cast<float>(divergence.level({mean, log_width}, Precision::picture)));
    }
  }
  const std::vector<float> tones = parts::toned(values);
  float highest = 0;
  for (const float tone : tones) highest = std::isfinite(tone) ? std::max(highest, tone) : highest;
  field->pixels = field_pixels(tones, columns, rows, {0, std::max(highest, 1e-6f)}, theme.sequential);
  field->contours = contour_lines(tones, columns, rows, {box.mean_min, box.mean_max},
                                  {box.log_width_min, box.log_width_max}, even_levels(highest, contour_count));
  field->numbers = std::make_shared<const FieldNumbers>(FieldNumbers{columns,
                                                                     rows,
                                                                     {box.mean_min, box.mean_max},
                                                                     {box.log_width_min, box.log_width_max},
                                                                     {values.begin(), values.end()}});
  return field;
}

bool is_painted(const BellField* field, const BellDivergence& divergence, const BellBox& box, const Theme& theme) {
  return field != nullptr && field->divergence == divergence && field->box == box && field->theme == &theme &&
         field->columns == fine_columns;
}

}  // namespace

BellScenery::BellScenery(std::function<void()> ready) : ready_(std::move(ready)) {}
BellScenery::~BellScenery() = default;

bool BellScenery::Request::same_as(const Request& other) const {
  return divergences == other.divergences && start == other.start && box == other.box && theme == other.theme;
}

BellScenery::Request BellScenery::request_for(const BellPage& page, const BellBox& box, const Theme& theme) const {
  Request request;
  request.start = page.start();
  request.box = box;
  request.theme = &theme;
  request.known = found_;
  for (const DivergenceKind kind : page.ticked) request.divergences.push_back(bell_divergence(page, kind));
  const auto chosen = std::ranges::find(request.divergences, page.chosen, &BellDivergence::kind);
  std::rotate(request.divergences.begin(), chosen, chosen == request.divergences.end() ? chosen : chosen + 1);
  return request;
}

// First what is most looked at, the chosen one, in a coarse picture; that is always finished, or else nothing would be
// seen while requests come faster than they are answered.
void BellScenery::work(const Request& request, const Worker::Turn& turn) {
  if (request.divergences.empty()) return;
  Result result;
  result.field =
      paint(request.divergences.front(), request.box, *request.theme, coarse_columns, coarse_rows, turn.closing);
  for (const BellDivergence& divergence : request.divergences) {
    const std::stop_token& stop = result.found.empty() ? turn.closing : turn.superseded;
    const auto known = std::ranges::find_if(
        request.known, [&](const Found& one) { return one->divergence.kind() == divergence.kind(); });
    Found found = find(divergence, request.start, known == request.known.end() ? nullptr : known->get(), stop);
    if (!found) return;
    result.found.push_back(std::move(found));
    if (result.found.size() == 1) turn.publish(result);
  }
  turn.publish(result);
  result.field =
      paint(request.divergences.front(), request.box, *request.theme, fine_columns, fine_rows, turn.superseded);
  if (result.field) turn.publish(std::move(result));
}

void BellScenery::want(const BellPage& page, const BellBox& box, const Theme& theme) {
  Request request = request_for(page, box, theme);
  if (wanted_ && wanted_->same_as(request)) return;
  wanted_ = request;
  if (!worker_) worker_ = std::make_unique<Worker>(work, ready_);
  worker_->request(std::move(request));
}

bool BellScenery::take() {
  std::optional<Result> result = worker_ ? worker_->take() : std::nullopt;
  if (!result) return false;
  for (Found& one : result->found) {
    const auto before = std::ranges::find_if(
        found_, [&](const Found& other) { return other->divergence.kind() == one->divergence.kind(); });
    if (before == found_.end()) {
      found_.push_back(std::move(one));
    } else {
      *before = std::move(one);
    }
  }
  if (result->field) field_ = std::move(result->field);
  return true;
}

bool BellScenery::pending() const { return worker_ && !worker_->idle(); }

void BellScenery::wait(const BellPage& page, const BellBox& box, const Theme& theme) {
  if (worker_) {
    worker_->cancel();
    while (!worker_->idle()) std::this_thread::yield();  // or else its first answer would come in place of this one
    take();
  }
  Request request = request_for(page, box, theme);
  found_.clear();
  for (const BellDivergence& divergence : request.divergences) {
    const auto known = std::ranges::find_if(
        request.known, [&](const Found& one) { return one->divergence.kind() == divergence.kind(); });
    found_.push_back(find(divergence, request.start, known == request.known.end() ? nullptr : known->get(), {}));
  }
  if (!request.divergences.empty() && !is_painted(field_.get(), request.divergences.front(), box, theme)) {
    field_ = paint(request.divergences.front(), box, theme, fine_columns, fine_rows, {});
  }
  wanted_ = std::move(request);
}

const BellFound* BellScenery::found(DivergenceKind kind) const {
  const auto at = std::ranges::find_if(found_, [&](const Found& one) { return one->divergence.kind() == kind; });
  return at == found_.end() ? nullptr : at->get();
}

}  // namespace losslab
