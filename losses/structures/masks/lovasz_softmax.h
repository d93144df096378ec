#include "losses/structures/masks/jaccard_extension.h"
#include "losses/structures/masks/mask.h"

LOSSLAB_BEGIN_TARGET

// ℓ = Σ e_i Δ_i with e_i = |g − p| in falling order, of the foreground.
// Δ_i is what the Jaccard loss grows by when that pixel is wrong as well; for p of 0 and 1 it is the Jaccard loss.
// Berman, Rannen Triki & Blaschko 2018.
struct LovaszSoftmax {
  static constexpr StructuredInfo info =
      of_pixels({.id = "lovasz_softmax",
                 .english = "Lovász softmax",
                 .chinese = "Lovász-softmax 损失",
                 .also = "Lovasz softmax; lovasz_softmax; Lovasz-softmax; Lovasz sigmoid",
                 .used_for = "segmentation; medical images; masks; 图像分割; 医学图像",
                 .structure = Structure::mask,
                 .input = "",
                 .target = "",
                 .formula = R"(\ell(p) = \sum_{i} e_{i} \Delta_{i}, e_{i} = |g_{i} - p_{i}|)",
                 .remark = "The Jaccard loss between the corners of the cube, linear wherever the order of the "
                           "errors stays.",
                 .source = "Berman, Rannen Triki & Blaschko 2018",
                 .bounded = true,
                 .has_kinks = true});

  template <class T>
  T of_mask(const MaskCase<T>& at, PixelSlope<T>* slopes) const {
    std::vector<T> errors(at.size);
    for (std::size_t i = 0; i < at.size; ++i) errors[i] = at.truth[i] > 0 ? at.pixels[i].q : at.pixels[i].p;
    std::vector<double> steps(slopes ? at.size : 0);
    const T value = jaccard_extension(errors, at.truth, slopes ? &steps : nullptr);
    for (std::size_t i = 0; slopes && i < at.size; ++i) {
      slopes[i].plain = T(at.truth[i] > 0 ? -steps[i] : steps[i]);
    }
    return value;
  }
  std::string objection(Numbers x, Numbers t, bool probabilities) const {
    return mask_objection(info.id, x, t, true, probabilities);
  }
};

LOSSLAB_END_TARGET;
