#ifdef LOSSLAB_LIBAV
#include "widgets/export/animation/libav.h"

#include <dlfcn.h>
#include <fmt/format.h>

namespace losslab {
namespace {

// A library stays loaded once it was needed: it keeps tables of its own that cannot be given back.
void* open_library(const char* name, int major, std::string& missing) {
  const std::string file = fmt::format("lib{}.so.{}", name, major);
  void* const library = dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr && missing.empty()) missing = file;
  return library;
}

template <class Function>
void take_from(void* library, const char* name, Function& function, std::string& missing) {
  void* const found = library != nullptr ? dlsym(library, name) : nullptr;
  if (found == nullptr && missing.empty()) missing = name;
  function = reinterpret_cast<Function>(found);
}

}  // namespace

LoadedLibav load_libav() {
  std::string missing;
  void* const avutil = open_library("avutil", LIBAVUTIL_VERSION_MAJOR, missing);
  void* const swscale = open_library("swscale", LIBSWSCALE_VERSION_MAJOR, missing);
  void* const avcodec = open_library("avcodec", LIBAVCODEC_VERSION_MAJOR, missing);
  void* const avformat = open_library("avformat", LIBAVFORMAT_VERSION_MAJOR, missing);
  auto loaded = std::make_unique<Libav>();
  Libav& it = *loaded;
  const auto take = [&](void* library, const char* name, auto& function) {
    take_from(library, name, function, missing);
  };
  take(avutil, "av_frame_alloc", it.av_frame_alloc);
  take(avutil, "av_frame_free", it.av_frame_free);
  take(avutil, "av_frame_get_buffer", it.av_frame_get_buffer);
  take(avutil, "av_frame_make_writable", it.av_frame_make_writable);
  take(avutil, "av_opt_set", it.av_opt_set);
  take(avutil, "av_malloc", it.av_malloc);
  take(avutil, "av_freep", it.av_freep);
  take(avutil, "av_strerror", it.av_strerror);
  take(avutil, "av_log_set_level", it.av_log_set_level);
  take(swscale, "sws_getContext", it.sws_getContext);
  take(swscale, "sws_freeContext", it.sws_freeContext);
  take(swscale, "sws_scale", it.sws_scale);
  take(swscale, "sws_getCoefficients", it.sws_getCoefficients);
  take(swscale, "sws_setColorspaceDetails", it.sws_setColorspaceDetails);
  take(avcodec, "avcodec_find_encoder_by_name", it.avcodec_find_encoder_by_name);
  take(avcodec, "avcodec_alloc_context3", it.avcodec_alloc_context3);
  take(avcodec, "avcodec_free_context", it.avcodec_free_context);
  take(avcodec, "avcodec_open2", it.avcodec_open2);
  take(avcodec, "avcodec_send_frame", it.avcodec_send_frame);
  take(avcodec, "avcodec_receive_packet", it.avcodec_receive_packet);
  take(avcodec, "avcodec_parameters_from_context", it.avcodec_parameters_from_context);
  take(avcodec, "av_packet_alloc", it.av_packet_alloc);
  take(avcodec, "av_packet_free", it.av_packet_free);
  take(avcodec, "av_packet_rescale_ts", it.av_packet_rescale_ts);
  take(avformat, "avformat_alloc_output_context2", it.avformat_alloc_output_context2);
  take(avformat, "avformat_new_stream", it.avformat_new_stream);
  take(avformat, "avformat_write_header", it.avformat_write_header);
  take(avformat, "av_interleaved_write_frame", it.av_interleaved_write_frame);
  take(avformat, "av_write_trailer", it.av_write_trailer);
  take(avformat, "avformat_free_context", it.avformat_free_context);
  take(avformat, "avio_alloc_context", it.avio_alloc_context);
  take(avformat, "avio_context_free", it.avio_context_free);
  if (missing.empty()) return {std::move(loaded), {}};
  return {nullptr, fmt::format("MP4 needs libav, of which {} is not installed: libavformat{} and libswscale{} are the "
                               "packages; GIF and WebP need nothing.",
                               missing, LIBAVFORMAT_VERSION_MAJOR, LIBSWSCALE_VERSION_MAJOR)};
}

}  // namespace losslab
#endif
