#include "app/core/structures/masks/masks_page.h"

#include <algorithm>
#include <cmath>

#include "app/core/catalogue/loss_text.h"
#include "app/core/structures/structures_page.h"
#include "losses/core/parameter_values.h"
#include "losses/core/random.h"

namespace losslab {
namespace {

// Losses of distances have the width of a row as their last parameter.
bool counts_rows(const StructuredLoss& loss) {
  return !loss.parameters().empty() && std::string_view(loss.parameters().back().name) == "width";
}

double logit(double p) { return std::log(p / (1 - p)); }

// The mask seen through a Gaussian of that width in pixels; beyond the edge there is background.
std::vector<double> blurred(const MaskGrid& mask, double width) {
  const int n = mask.side, reach = static_cast<int>(std::ceil(3 * width));
  std::vector<double> kernel;
  double sum = 0;
  for (int k = -reach; k <= reach; ++k) sum += kernel.emplace_back(std::exp(-0.5 * k * k / (width * width)));
  std::vector<double> now(mask.pixels.begin(), mask.pixels.end()), next(now.size());
  for (const bool along_rows : {true, false}) {
    const auto place = [&](int line, int i) { return along_rows ? pixel_at(line, i, n) : pixel_at(i, line, n); };
    for (int line = 0; line < n; ++line) {
      for (int i = 0; i < n; ++i) {
        double value = 0;
        for (int k = std::max(-reach, -i); k <= std::min(reach, n - 1 - i); ++k) {
          value += kernel[static_cast<std::size_t>(k + reach)] * now[place(line, i + k)];
        }
        next[place(line, i)] = value / sum;
      }
    }
    now.swap(next);
  }
  return now;
}

MaskGrid shifted(const MaskGrid& mask, int by) {
  MaskGrid moved{mask.side, std::vector<unsigned char>(mask.pixels.size())};
  for (int j = 0; j < mask.side; ++j) {
    for (int i = by; i < mask.side; ++i) {
      moved.pixels[pixel_at(j, i, mask.side)] = mask.pixels[pixel_at(j, i - by, mask.side)];
    }
  }
  return moved;
}

// That logit on the foreground and its negative elsewhere.
std::vector<double> logits_of(const MaskGrid& mask, double certainty) {
  std::vector<double> z;
  for (const unsigned char pixel : mask.pixels) z.push_back(pixel != 0 ? certainty : -certainty);
  return z;
}

}  // namespace

double usual_mask_rate(MaskModel model) { return model == MaskModel::disc ? 0.03 : 0.1; }

// Gradients of means over pixels and of shares of an object differ by orders of magnitude; Adam takes steps of one size
// with all of them.
Optimizer usual_mask_optimizer() {
  Optimizer optimizer = parse_optimizer("adam");
  optimizer.rate = usual_mask_rate(MaskModel::disc);
  return optimizer;
}

MasksPage::MasksPage()
    : RunningLosses{
          {"bce_mask", "weighted_bce_mask", "dice", "tversky", "bce_dice"}, "bce_mask", {}, usual_mask_optimizer()} {}

MasksPage& masks_page(Document& document) { return structure_page<MasksPage>(document, masks_id); }
const MasksPage& masks_page(const Document& document) { return structure_page<MasksPage>(document, masks_id); }
MasksView& masks_view(View& view) { return structure_view<MasksView>(view, masks_id); }
const MasksView& masks_view(const View& view) { return structure_view<MasksView>(view, masks_id); }

RunningKind mask_losses() {
  RunningKind kind = running_kind(Structure::mask);
  kind.parameters = [](std::string_view id) -> std::span<const Parameter> {
    const StructuredLoss loss(id);
    return loss.parameters().first(loss.parameters().size() - (counts_rows(loss) ? 1 : 0));
  };
  return kind;
}

StructuredLoss mask_loss(const RunningLosses& running, std::string_view id, int side) {
  StructuredLoss loss = running_loss<StructuredLoss>(running, id);
  set_rows(loss, side);
  return loss;
}

std::string mask_label(const Language& language, const StructuredLoss& loss) {
  if (!counts_rows(loss)) return label_text(language, loss);
  std::vector<double> values;
  for (std::size_t i = 0; i + 1 < loss.parameters().size(); ++i) values.push_back(loss.parameter(i));
  return labelled(short_name(language, loss.info()), loss.parameters().first(values.size()), values.data());
}

void set_rows(StructuredLoss& loss, int side) {
  if (counts_rows(loss)) loss.set("width", side);
}

MaskGrid truth_mask(const MasksPage& page) {
  if (page.truth == MaskTruth::painted) return page.painted_truth;
  return shape_mask(static_cast<MaskShape>(page.truth), page.side);
}

std::vector<double> start_logits(const MasksPage& page) {
  constexpr double certain = 2.2, least = 0.01;  // the logit of 0.9, and how small a blurred probability becomes
  const MaskGrid truth = truth_mask(page);
  const double pixels = static_cast<double>(truth.pixels.size());
  std::vector<double> z;
  switch (page.start) {
    case MaskStart::blurred:
      for (const double p : blurred(truth, page.blur * page.side)) z.push_back(logit(std::clamp(p, least, 1 - least)));
      return z;
    case MaskStart::shifted:
      return logits_of(shifted(truth, static_cast<int>(std::round(page.shift * page.side))), certain);
    case MaskStart::noisy: {
      Random random(page.seed);
      z = logits_of(truth, 1);
      for (double& one : z) one += page.noise * random.normal();
      return z;
    }
    case MaskStart::half:
      return std::vector<double>(truth.pixels.size(), 0.0);
    case MaskStart::prior: {
      const double share = static_cast<double>(truth.foreground()) / pixels;
      return std::vector<double>(truth.pixels.size(), logit(std::clamp(share, 0.5 / pixels, 1 - 0.5 / pixels)));
    }
    case MaskStart::painted:
      break;
  }
  return logits_of(page.painted_start, certain);
}

MaskGrid start_mask(const MasksPage& page) {
  if (page.start == MaskStart::painted) return page.painted_start;
  MaskGrid mask{page.side, {}};
  for (const double z : start_logits(page)) mask.pixels.push_back(z >= 0 ? 1 : 0);
  return mask;
}

void set_side(MasksPage& page, int side) {
  page.side = std::clamp(side, mask_limits::least_side, mask_limits::greatest_side);
  page.painted_truth = resized(page.painted_truth, page.side);
  page.painted_start = resized(page.painted_start, page.side);
}

void set_model(MasksPage& page, MaskModel model) {
  if (page.model == model) return;
  page.model = model;
  page.optimizer.rate = usual_mask_rate(model);
}

void paint_truth(MasksPage& page, Point from, Point to, double radius, bool foreground) {
  page.painted_truth = truth_mask(page);
  page.truth = MaskTruth::painted;
  paint(page.painted_truth, from, to, radius, foreground);
}

void paint_start(MasksPage& page, Point from, Point to, double radius, bool foreground) {
  page.painted_start = start_mask(page);
  page.start = MaskStart::painted;
  paint(page.painted_start, from, to, radius, foreground);
}

void make_valid(MasksPage& page) {
  set_side(page, page.side);
  // What is to be painted begins as what was there.
  if (page.painted_truth.empty() && page.truth == MaskTruth::painted) {
    page.painted_truth = shape_mask(MaskShape::tumour, page.side);
  }
  if (page.painted_start.empty() && page.start == MaskStart::painted) page.painted_start = truth_mask(page);
  const auto limit = [](double& value, double least, double most) { value = std::clamp(value, least, most); };
  limit(page.disc.x, 0, 1);
  limit(page.disc.y, 0, 1);
  limit(page.disc.radius, mask_limits::least_radius, mask_limits::greatest_radius);
  limit(page.blur, mask_limits::least_blur, mask_limits::most_blur);
  limit(page.shift, 0, mask_limits::most_shift);
  limit(page.noise, 0, mask_limits::most_noise);
  make_valid(static_cast<RunningLosses&>(page));
}

}  // namespace losslab
