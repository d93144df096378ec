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

# losslab_target(NAME FOLDERS dir... SOURCES file... LINKS target... [PRIVATE_LINKS target...])
function(losslab_target name)
  cmake_parse_arguments(ARG "" "" "FOLDERS;SOURCES;LINKS;PRIVATE_LINKS" ${ARGN})
  add_library(${name} STATIC ${ARG_SOURCES})
  set(view "${PROJECT_BINARY_DIR}/include/${name}")
  foreach(folder IN LISTS ARG_FOLDERS)
    get_filename_component(parent "${view}/${folder}" DIRECTORY)
    file(MAKE_DIRECTORY "${parent}")
    file(CREATE_LINK "${PROJECT_SOURCE_DIR}/${folder}" "${view}/${folder}" SYMBOLIC COPY_ON_ERROR)
  endforeach()
  target_include_directories(${name} PUBLIC "${view}")
  target_link_libraries(${name} PUBLIC ${ARG_LINKS} PRIVATE losslab_flags ${ARG_PRIVATE_LINKS})
endfunction()
