// The objectives of a data set, in the order in which they are shown.
#if defined(LOSSLAB_DATA_SET_LOSSES_H) == defined(HWY_TARGET_TOGGLE)
#ifdef LOSSLAB_DATA_SET_LOSSES_H
#undef LOSSLAB_DATA_SET_LOSSES_H
#else
#define LOSSLAB_DATA_SET_LOSSES_H
#endif

#include "losses/core/target.h"
#include "losses/core/type_list.h"
#include "losses/structures/data_set/half_mse.h"
#include "losses/structures/data_set/huber_mean.h"
#include "losses/structures/data_set/mae_mean.h"
#include "losses/structures/data_set/mse_mean.h"
#include "losses/structures/data_set/mse_sum.h"
#include "losses/structures/data_set/rmse.h"

LOSSLAB_BEGIN_TARGET

using DataSetLosses = TypeList<MseMean, MseSum, HalfMse, Rmse, MaeMean, HuberMean>;

LOSSLAB_END_TARGET;

#endif  // LOSSLAB_DATA_SET_LOSSES_H
