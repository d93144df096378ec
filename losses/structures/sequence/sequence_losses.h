// The losses of sequences, in the order in which they are shown.
#if defined(LOSSLAB_SEQUENCE_LOSSES_H) == defined(HWY_TARGET_TOGGLE)
#ifdef LOSSLAB_SEQUENCE_LOSSES_H
#undef LOSSLAB_SEQUENCE_LOSSES_H
#else
#define LOSSLAB_SEQUENCE_LOSSES_H
#endif

#include "losses/core/target.h"
#include "losses/core/type_list.h"
#include "losses/structures/sequence/ctc.h"
#include "losses/structures/sequence/frame_ce.h"

LOSSLAB_BEGIN_TARGET

using SequenceLosses = TypeList<Ctc, FrameCe>;

LOSSLAB_END_TARGET;

#endif  // LOSSLAB_SEQUENCE_LOSSES_H
