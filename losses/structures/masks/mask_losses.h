// The losses of masks, in the order in which they are shown.
#if defined(LOSSLAB_MASK_LOSSES_H) == defined(HWY_TARGET_TOGGLE)
#ifdef LOSSLAB_MASK_LOSSES_H
#undef LOSSLAB_MASK_LOSSES_H
#else
#define LOSSLAB_MASK_LOSSES_H
#endif

#include "losses/core/target.h"
#include "losses/core/type_list.h"
#include "losses/structures/masks/bce_dice.h"
#include "losses/structures/masks/bce_mask.h"
#include "losses/structures/masks/boundary_mask.h"
#include "losses/structures/masks/dice.h"
#include "losses/structures/masks/dice_squared.h"
#include "losses/structures/masks/focal_mask.h"
#include "losses/structures/masks/focal_tversky.h"
#include "losses/structures/masks/hausdorff_mask.h"
#include "losses/structures/masks/lovasz_hinge.h"
#include "losses/structures/masks/lovasz_softmax.h"
#include "losses/structures/masks/soft_jaccard.h"
#include "losses/structures/masks/tversky.h"
#include "losses/structures/masks/weighted_bce_mask.h"

LOSSLAB_BEGIN_TARGET

using MaskLosses = TypeList<BceMask, WeightedBceMask, FocalMask, Dice, DiceSquared, SoftJaccard, Tversky, FocalTversky,
                            LovaszHinge, LovaszSoftmax, BoundaryMask, HausdorffMask, BceDice>;

LOSSLAB_END_TARGET;

#endif  // LOSSLAB_MASK_LOSSES_H
