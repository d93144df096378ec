// The losses and their mathematics are templates that must be compiled anew for each instruction set. A file that
// includes this one puts its contents between LOSSLAB_BEGIN_TARGET and LOSSLAB_END_TARGET: in an ordinary source file
// they land in namespace losslab::scalar; in a source file of Highway's foreach_target, which includes
// hwy/highway.h first, once for each instruction set in a namespace of its own.
//
// No include guard: Highway changes HWY_NAMESPACE between the readings. Files in this style guard themselves with
//   #if defined(LOSSLAB_X_H) == defined(HWY_TARGET_TOGGLE)
// which is true once in an ordinary source file and once for each instruction set under Highway.
#undef LOSSLAB_BEGIN_TARGET
#undef LOSSLAB_END_TARGET
#undef LOSSLAB_INLINE
#ifdef HWY_NAMESPACE
#define LOSSLAB_BEGIN_TARGET \
  HWY_BEFORE_NAMESPACE();    \
  namespace losslab {        \
  namespace HWY_NAMESPACE {
#define LOSSLAB_END_TARGET                   \
  } /* NOLINT: closes the instruction set */ \
  } /* NOLINT: closes losslab */             \
  HWY_AFTER_NAMESPACE()
#define LOSSLAB_INLINE HWY_INLINE
#else
#define LOSSLAB_BEGIN_TARGET \
  namespace losslab {        \
  namespace scalar {
#define LOSSLAB_END_TARGET \
  }                        \
  }                        \
  static_assert(true, "takes the semicolon")
#define LOSSLAB_INLINE inline
#endif
