// The losses of one variable and of logits that structured losses are made of, guarded: those headers are not.
#if defined(LOSSLAB_CATALOGUE_PARTS_H) == defined(HWY_TARGET_TOGGLE)
#ifdef LOSSLAB_CATALOGUE_PARTS_H
#undef LOSSLAB_CATALOGUE_PARTS_H
#else
#define LOSSLAB_CATALOGUE_PARTS_H
#endif

#include "losses/catalogue/absolute_error.h"
#include "losses/catalogue/contrastive.h"
#include "losses/catalogue/half_squared_error.h"
#include "losses/catalogue/huber.h"
#include "losses/catalogue/smooth_l1.h"
#include "losses/catalogue/squared_error.h"
#include "losses/catalogue/triplet.h"
#include "losses/vectors/temperature_ce.h"

#endif  // LOSSLAB_CATALOGUE_PARTS_H
