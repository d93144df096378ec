#include "losses/structures/masks/jaccard_extension.h"
#include "losses/structures/masks/mask.h"

LOSSLAB_BEGIN_TARGET

// ℓ = Σ max(0, e_i) Δ_i with e_i = 1 − (2g − 1) z, in falling order, of the scores z.
// Δ_i is what the Jaccard loss grows by when that pixel is wrong as well.
// Berman, Rannen Triki & Blaschko 2018.
struct LovaszHinge {
  static constexpr StructuredInfo info =
      of_pixels({.id = "lovasz_hinge",
                 .english = "Lovász hinge",
                 .chinese = "Lovász 铰链损失",
                 .also = "Lovasz hinge; lovasz_hinge; Lovasz-hinge",
                 .used_for = "segmentation; medical images; masks; 图像分割; 医学图像",
                 .structure = Structure::mask,
                 .input = "scores z of the foreground, one for each pixel",
                 .target = "",
                 .formula = R"(\ell(z) = \sum_{i} \max(0, e_{i}) \Delta_{i}, e_{i} = 1 - (2 g_{i} - 1) z_{i})",
                 .remark = "The Jaccard loss made convex in the scores: the worst pixels weigh most. Its input "
                           "is the scores, not the probabilities.",
                 .source = "Berman, Rannen Triki & Blaschko 2018",
                 .has_kinks = true});

  static constexpr bool takes_scores = true;  // its input is the logits

  template <class T>
  T of_mask(const MaskCase<T>& at, PixelSlope<T>* slopes) const {
    std::vector<T> errors(at.size);
    for (std::size_t i = 0; i < at.size; ++i) errors[i] = max(T(0.0), 1.0 - sign_of(at.truth[i]) * at.pixels[i].z);
    std::vector<double> steps(slopes ? at.size : 0);
    const T value = jaccard_extension(errors, at.truth, slopes ? &steps : nullptr);
    for (std::size_t i = 0; slopes && i < at.size; ++i) {
      slopes[i].by_logit = where(errors[i] > 0.0, T(-sign_of(at.truth[i]) * steps[i]));
    }
    return value;
  }
  std::string objection(Numbers x, Numbers t, bool probabilities) const {
    return mask_objection(info.id, x, t, true, probabilities);
  }

 private:
  static double sign_of(double truth) { return truth > 0 ? 1 : -1; }
};

LOSSLAB_END_TARGET;
