# How a target of LossLab is declared. Each target may include only its own headers and those of the targets that it
# names: every one has a folder in the build tree with links to just its own sources, and exports that folder alone.

add_library(losslab_flags INTERFACE)
target_compile_options(losslab_flags INTERFACE
  $<$<CXX_COMPILER_ID:GNU,Clang>:-Wall;-Wextra;-Wshadow;-Wnon-virtual-dtor;-Woverloaded-virtual;-Wimplicit-fallthrough>
  # The same source gives the same digits everywhere: no fused multiply-add that the source does not ask for.
  $<$<CXX_COMPILER_ID:GNU,Clang>:-ffp-contract=off>
  $<$<BOOL:${LOSSLAB_WERROR}>:-Werror>)
if(LOSSLAB_SANITIZE)
  add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
endif()

# What nearly every source includes is read by the compiler once for a target instead of once for a file. It only saves
# time: each file still includes what it uses, and -DLOSSLAB_PRECOMPILE=OFF builds without.
option(LOSSLAB_PRECOMPILE "Precompile the headers that most sources include" ON)
set(losslab_common_headers <algorithm> <array> <cmath> <cstddef> <functional> <limits> <map> <memory> <optional> <span>
  <string> <string_view> <utility> <vector> <fmt/format.h>)

# losslab_precompile(TARGET header...): the common headers and these.
function(losslab_precompile name)
  if(LOSSLAB_PRECOMPILE)
    target_precompile_headers(${name} PRIVATE ${losslab_common_headers} ${ARGN})
  endif()
endfunction()

# losslab_target(NAME FOLDERS dir... LINKS target... [PRIVATE_LINKS target...] [PRECOMPILE header...]): a library of all
# sources in these folders and below. Ninja looks for new ones at each build, so that none has to be entered in a list.
function(losslab_target name)
  cmake_parse_arguments(ARG "" "" "FOLDERS;LINKS;PRIVATE_LINKS;PRECOMPILE" ${ARGN})
  set(sources)
  foreach(folder IN LISTS ARG_FOLDERS)
    file(GLOB_RECURSE found CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/${folder}/*.cpp")
    list(APPEND sources ${found})
  endforeach()
  add_library(${name} STATIC ${sources})
  set(view "${PROJECT_BINARY_DIR}/include/${name}")
  foreach(folder IN LISTS ARG_FOLDERS)
    get_filename_component(parent "${view}/${folder}" DIRECTORY)
    file(MAKE_DIRECTORY "${parent}")
    file(CREATE_LINK "${PROJECT_SOURCE_DIR}/${folder}" "${view}/${folder}" SYMBOLIC COPY_ON_ERROR)
  endforeach()
  target_include_directories(${name} PUBLIC "${view}")
  target_link_libraries(${name} PUBLIC ${ARG_LINKS} PRIVATE losslab_flags ${ARG_PRIVATE_LINKS})
  losslab_precompile(${name} ${ARG_PRECOMPILE})
endfunction()
