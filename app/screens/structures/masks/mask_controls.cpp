// The left panel of the masks: what is true, the brush, the model and where it starts.
#include <fmt/format.h>

#include <algorithm>

#include "app/screens/shell/pieces.h"
#include "app/screens/structures/masks/masks_panels.h"

namespace losslab {
namespace {

constexpr std::array<const char*, mask_truth_names.size()> truth_keys{"masks.truth.disc",   "masks.truth.line",
                                                                      "masks.truth.blobs",  "masks.truth.nothing",
                                                                      "masks.truth.tumour", "masks.truth.painted"};
constexpr std::array<const char*, mask_start_names.size()> start_keys{"masks.start.blurred", "masks.start.shifted",
                                                                      "masks.start.noisy",   "masks.start.half",
                                                                      "masks.start.prior",   "masks.start.painted"};

template <std::size_t count>
std::vector<std::string> texts_of(const Panel& panel, const std::array<const char*, count>& keys) {
  std::vector<std::string> names;
  names.reserve(count);
  for (const char* key : keys) names.push_back(panel.text(key));
  return names;
}

// A slider of one number of the page; a typed one that is out of its range is refused.
void number_slider(Panel& panel, const SliderSpec& spec, const char* edit, double MasksPage::*number) {
  const SliderEvents events = checked_slider(panel, spec);
  if (!events.value) return;
  edit_masks(
      panel, panel.text(edit),
      [number, to = *events.value, least = spec.min, most = spec.max,
       wrong = panel.text("masks.out_of_range", {{"least", fmt::format("{:g}", spec.min)},
                                                 {"most", fmt::format("{:g}", spec.max)}})](MasksPage& page) {
        if (!(to >= least && to <= most)) throw InputError(wrong);
        page.*number = to;
      },
      events.held ? panel.drag_mark(spec.id) : std::string());
}

void side_slider(Panel& panel) {
  SliderSpec spec;
  spec.id = "masks.side";
  spec.label = panel.text("masks.truth.side");
  spec.role = panel.text("masks.truth.side_role");
  spec.value = masks_page(panel.document()).side;
  spec.initial = MasksPage().side;
  spec.min = mask_limits::least_side, spec.max = mask_limits::greatest_side;
  spec.integer = true;
  const SliderEvents events = checked_slider(panel, spec);
  if (!events.value) return;
  edit_masks(
      panel, spec.label,
      [to = *events.value,
       wrong = panel.text("masks.out_of_range", {{"least", fmt::format("{}", mask_limits::least_side)},
                                                 {"most", fmt::format("{}", mask_limits::greatest_side)}})](
          MasksPage& page) {
        if (!(to >= mask_limits::least_side && to <= mask_limits::greatest_side)) throw InputError(wrong);
        set_side(page, static_cast<int>(to));
      },
      events.held ? panel.drag_mark(spec.id) : std::string());
}

void brush_controls(Panel& panel) {
  MaskTools& tools = panel.state.memory<MaskTools>();
  section(panel.text("masks.brush.title"), panel.ui);
  const std::vector<std::string> names{panel.text("masks.brush.move"), panel.text("masks.brush.paint"),
                                       panel.text("masks.brush.erase")};
  if (const auto clicked = segmented("mask_tool", names, static_cast<int>(tools.tool), panel)) {
    tools.tool = static_cast<MaskTool>(*clicked);
  }
  if (tools.tool == MaskTool::move) {
    const bool disc = masks_page(panel.document()).model == MaskModel::disc;
    return hint(panel.text(disc ? "masks.brush.move_hint" : "masks.brush.pan_hint"), panel);
  }
  if (masks_page(panel.document()).model == MaskModel::pixels) {
    const std::vector<std::string> what{panel.text("masks.brush.on_truth"), panel.text("masks.brush.on_start")};
    if (const auto clicked = segmented("mask_painted", what, tools.on_start ? 1 : 0, panel)) {
      tools.on_start = *clicked == 1;
    }
  }
  SliderSpec spec;
  spec.id = "masks.brush";
  spec.label = panel.text("masks.brush.size");
  spec.role = panel.text("masks.brush.size_role");
  spec.value = tools.radius;
  spec.initial = MaskTools().radius;
  spec.min = mask_limits::least_brush, spec.max = mask_limits::greatest_brush;
  spec.scale = Scale::logarithmic;
  spec.decimals = 1;
  const SliderEvents events = checked_slider(panel, spec);
  if (events.value) tools.radius = std::clamp(*events.value, mask_limits::least_brush, mask_limits::greatest_brush);
  hint(panel.text("masks.brush.hint"), panel);
}

SliderSpec share_slider(const char* id, const std::string& label, double value, double initial) {
  SliderSpec spec;
  spec.id = id;
  spec.label = label;
  spec.value = value;
  spec.initial = initial;
  spec.decimals = 3;
  return spec;
}

void disc_sliders(Panel& panel) {
  struct Number {
    const char *id, *label;
    double MaskDisc::*of;
    double least;
  };
  constexpr std::array<Number, 3> numbers{
      Number{"masks.x", "masks.start.x", &MaskDisc::x, 0}, Number{"masks.y", "masks.start.y", &MaskDisc::y, 0},
      Number{"masks.radius", "masks.start.radius", &MaskDisc::radius, mask_limits::least_radius}};
  for (const Number& number : numbers) {
    SliderSpec spec = share_slider(number.id, panel.text(number.label), masks_page(panel.document()).disc.*number.of,
                                   MaskDisc().*number.of);
    spec.min = number.least;
    const SliderEvents events = checked_slider(panel, spec);
    if (!events.value) continue;
    edit_masks(
        panel, panel.text("masks.start.edit"),
        [number, to = *events.value,
         wrong = panel.text("masks.out_of_range", {{"least", fmt::format("{:g}", number.least)}, {"most", "1"}})](
            MasksPage& page) {
          if (!(to >= number.least && to <= 1)) throw InputError(wrong);
          page.disc.*number.of = to;
        },
        events.held ? panel.drag_mark(spec.id) : std::string());
  }
}

void pixel_start(Panel& panel) {
  const MasksPage& page = masks_page(panel.document());
  const auto clicked = combo("mask_start", panel.text("masks.start.label"), texts_of(panel, start_keys),
                             static_cast<int>(page.start), panel);
  if (clicked) {
    edit_masks(panel, panel.text("masks.start.edit"),
               [to = static_cast<MaskStart>(*clicked)](MasksPage& changed) { changed.start = to; });
  }
  if (page.start == MaskStart::blurred) {
    SliderSpec spec = share_slider("masks.blur", panel.text("masks.start.blur"), page.blur, MasksPage().blur);
    spec.min = mask_limits::least_blur, spec.max = mask_limits::most_blur;
    number_slider(panel, spec, "masks.start.edit", &MasksPage::blur);
  } else if (page.start == MaskStart::shifted) {
    SliderSpec spec = share_slider("masks.shift", panel.text("masks.start.shift"), page.shift, MasksPage().shift);
    spec.max = mask_limits::most_shift;
    number_slider(panel, spec, "masks.start.edit", &MasksPage::shift);
  } else if (page.start == MaskStart::noisy) {
    SliderSpec spec = share_slider("masks.noise", panel.text("masks.start.noise"), page.noise, MasksPage().noise);
    spec.max = mask_limits::most_noise;
    spec.decimals = 2;
    number_slider(panel, spec, "masks.start.edit", &MasksPage::noise);
    if (button("mask_seed", panel.text("masks.start.other_noise"), panel)) {
      edit_masks(panel, panel.text("masks.start.edit"), [](MasksPage& changed) { ++changed.seed; });
    }
  } else if (page.start == MaskStart::painted) {
    hint(panel.text("masks.start.painted_hint"), panel);
  }
}

}  // namespace

void mask_truth_controls(Panel& panel) {
  const MasksPage& page = masks_page(panel.document());
  section(panel.text("masks.truth.title"), panel.ui);
  const auto clicked = combo("mask_truth", panel.text("masks.truth.label"), texts_of(panel, truth_keys),
                             static_cast<int>(page.truth), panel);
  if (clicked) {
    edit_masks(panel, panel.text("masks.truth.edit"), [to = static_cast<MaskTruth>(*clicked)](MasksPage& changed) {
      // What is to be painted begins as what was there.
      if (to == MaskTruth::painted && changed.painted_truth.empty()) changed.painted_truth = truth_mask(changed);
      changed.truth = to;
    });
  }
  const MaskGrid& truth = masks_results(panel).truth();
  const double share = static_cast<double>(truth.foreground()) / static_cast<double>(truth.pixels.size());
  hint(panel.text("masks.truth.share", {{"share", percent(share)}, {"pixels", fmt::format("{}", truth.foreground())}}),
       panel);
  side_slider(panel);
  brush_controls(panel);
}

void mask_model_controls(Panel& panel) {
  const MasksPage& page = masks_page(panel.document());
  section(panel.text("masks.model.title"), panel.ui);
  const std::vector<std::string> names{panel.text("masks.model.disc"), panel.text("masks.model.pixels")};
  if (const auto clicked = segmented("mask_model", names, static_cast<int>(page.model), panel)) {
    edit_masks(panel, panel.text("masks.model.edit"),
               [to = static_cast<MaskModel>(*clicked)](MasksPage& changed) { set_model(changed, to); });
  }
  const bool disc = page.model == MaskModel::disc;
  hint(panel.text(disc ? "masks.model.disc_hint" : "masks.model.pixels_hint"), panel);
  if (!disc) return pixel_start(panel);
  if (fold("mask_disc", panel.text("masks.start.numbers"), panel)) disc_sliders(panel);
}

void mask_show_controls(Panel& panel) {
  section(panel.text("lab.show.title"), panel.ui);
  const bool own = masks_view(panel.view()).own_scale;
  if (check_box("own_scale", panel.text("masks.pull.own_scale_choice"), own, panel)) {
    look_at_masks(panel, [](MasksView& view) { view.own_scale = !view.own_scale; });
  }
  hint(panel.text("masks.pull.colours"), panel);
  hint(panel.text("lab.show.hint"), panel);
}

}  // namespace losslab
