// The losses of boxes, in the order in which they are shown.
#if defined(LOSSLAB_BOX_LOSSES_H) == defined(HWY_TARGET_TOGGLE)
#ifdef LOSSLAB_BOX_LOSSES_H
#undef LOSSLAB_BOX_LOSSES_H
#else
#define LOSSLAB_BOX_LOSSES_H
#endif

#include "losses/core/target.h"
#include "losses/core/type_list.h"
#include "losses/structures/boxes/ciou_box.h"
#include "losses/structures/boxes/diou_box.h"
#include "losses/structures/boxes/eiou_box.h"
#include "losses/structures/boxes/giou_box.h"
#include "losses/structures/boxes/iou_box.h"
#include "losses/structures/boxes/l1_box.h"
#include "losses/structures/boxes/l1_box_deltas.h"
#include "losses/structures/boxes/smooth_l1_box.h"
#include "losses/structures/boxes/smooth_l1_box_deltas.h"
#include "losses/structures/boxes/squared_box.h"
#include "losses/structures/boxes/squared_box_deltas.h"

LOSSLAB_BEGIN_TARGET

using BoxLosses = TypeList<IouBox, GiouBox, DiouBox, CiouBox, EiouBox, L1Box, SmoothL1Box, SquaredBox, L1BoxDeltas,
                           SmoothL1BoxDeltas, SquaredBoxDeltas>;

LOSSLAB_END_TARGET;

#endif  // LOSSLAB_BOX_LOSSES_H
