// The losses of embeddings, in the order in which they are shown.
#if defined(LOSSLAB_EMBEDDING_LOSSES_H) == defined(HWY_TARGET_TOGGLE)
#ifdef LOSSLAB_EMBEDDING_LOSSES_H
#undef LOSSLAB_EMBEDDING_LOSSES_H
#else
#define LOSSLAB_EMBEDDING_LOSSES_H
#endif

#include "losses/core/target.h"
#include "losses/core/type_list.h"
#include "losses/structures/embedding/centre.h"
#include "losses/structures/embedding/contrastive_pair.h"
#include "losses/structures/embedding/contrastive_unsquared.h"
#include "losses/structures/embedding/cosine_embedding.h"
#include "losses/structures/embedding/info_nce.h"
#include "losses/structures/embedding/lifted.h"
#include "losses/structures/embedding/n_pair.h"
#include "losses/structures/embedding/triplet_euclid.h"
#include "losses/structures/embedding/triplet_sqeuclid.h"

LOSSLAB_BEGIN_TARGET

using EmbeddingLosses = TypeList<ContrastivePair, ContrastiveUnsquared, TripletEuclid, TripletSqeuclid, NPair, Lifted,
                                 InfoNce, CosineEmbedding, Centre>;

LOSSLAB_END_TARGET;

#endif  // LOSSLAB_EMBEDDING_LOSSES_H
