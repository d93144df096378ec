// The one list of the structured losses. Adding a loss: its header in the folder of its kind, its type in the list
// there.
#if defined(LOSSLAB_STRUCTURES_H) == defined(HWY_TARGET_TOGGLE)
#ifdef LOSSLAB_STRUCTURES_H
#undef LOSSLAB_STRUCTURES_H
#else
#define LOSSLAB_STRUCTURES_H
#endif

#include "losses/core/target.h"
#include "losses/core/type_list.h"
#include "losses/structures/boxes/box_losses.h"
#include "losses/structures/data_set/data_set_losses.h"
#include "losses/structures/embedding/embedding_losses.h"
#include "losses/structures/masks/mask_losses.h"
#include "losses/structures/sequence/sequence_losses.h"

LOSSLAB_BEGIN_TARGET

using StructuredCatalogue =
    decltype(joined(DataSetLosses{}, EmbeddingLosses{}, BoxLosses{}, MaskLosses{}, SequenceLosses{}));

// Any structured loss at an input: of a mask it is the probabilities, or the scores where the loss takes those.
template <class L, class T>
T at_case(const L& loss, const StructuredCase<T>& at, T* gradient) {
  if constexpr (L::info.structure == Structure::mask) {
    return of_mask(
        loss, at, requires { L::takes_scores; }, gradient);
  } else {
    return loss(at, gradient);
  }
}

LOSSLAB_END_TARGET;

#endif  // LOSSLAB_STRUCTURES_H
