# The window: GLFW, OpenGL 3.3 core through glad, Dear ImGui.
find_package(OpenGL REQUIRED)

# The desktop's own dialogs, and pictures on the clipboard of X11: libraries of the platform, left out where it has
# none.
pkg_check_modules(LOSSLAB_PORTAL IMPORTED_TARGET libportal)
pkg_check_modules(LOSSLAB_XCB IMPORTED_TARGET xcb)

find_package(glfw3 3.3 QUIET)
if(NOT TARGET glfw)
  set(GLFW_BUILD_DOCS OFF)
  set(GLFW_BUILD_TESTS OFF)
  set(GLFW_BUILD_EXAMPLES OFF)
  losslab_fetch(glfw https://github.com/glfw/glfw 3.3.8)
endif()

# glad writes its loader at configure time; nothing generated is kept in the repository. The distribution installs it
# for the system's Python, which need not be the first one on the path.
set(glad_dir "${PROJECT_BINARY_DIR}/glad")
if(NOT EXISTS "${glad_dir}/src/gl.c")
  find_program(LOSSLAB_GLAD_PYTHON NAMES python3 PATHS /usr/bin NO_DEFAULT_PATH)
  find_program(LOSSLAB_GLAD_PYTHON NAMES python3)
  execute_process(
    COMMAND ${LOSSLAB_GLAD_PYTHON} -m glad --quiet --reproducible --api gl:core=3.3 --out-path ${glad_dir} c
    RESULT_VARIABLE glad_status ERROR_VARIABLE glad_error OUTPUT_QUIET)
  if(NOT glad_status EQUAL 0)
    message(STATUS "glad: not packaged here, taking upstream v2.0.4")
    FetchContent_Declare(glad GIT_REPOSITORY https://github.com/Dav1dde/glad.git GIT_TAG v2.0.4 GIT_SHALLOW ON)
    FetchContent_MakeAvailable(glad)
    execute_process(
      COMMAND ${CMAKE_COMMAND} -E env PYTHONPATH=${glad_SOURCE_DIR}
              ${LOSSLAB_GLAD_PYTHON} -m glad --quiet --reproducible --api gl:core=3.3 --out-path ${glad_dir} c
      COMMAND_ERROR_IS_FATAL ANY)
  endif()
endif()
add_library(losslab_glad STATIC "${glad_dir}/src/gl.c")
target_include_directories(losslab_glad SYSTEM PUBLIC "${glad_dir}/include")
target_link_libraries(losslab_glad PUBLIC ${CMAKE_DL_LIBS})

# Dear ImGui 1.86 (Debian 12) to 1.92, from the distribution or as sources.
if(LOSSLAB_SYSTEM_IMGUI)
  pkg_check_modules(LOSSLAB_IMGUI QUIET IMPORTED_TARGET imgui)
endif()
if(LOSSLAB_IMGUI_FOUND AND EXISTS "/${LOSSLAB_IMGUI_INCLUDEDIR}/backends/imgui_impl_glfw.h")
  add_library(losslab_imgui INTERFACE)
  target_link_libraries(losslab_imgui INTERFACE PkgConfig::LOSSLAB_IMGUI glfw OpenGL::GL ${CMAKE_DL_LIBS})
  target_include_directories(losslab_imgui SYSTEM INTERFACE "${LOSSLAB_IMGUI_INCLUDEDIR}/backends")
else()
  FetchContent_Declare(imgui GIT_REPOSITORY https://github.com/ocornut/imgui.git GIT_TAG v1.92.4 GIT_SHALLOW ON)
  FetchContent_GetProperties(imgui)
  if(NOT imgui_POPULATED)
    FetchContent_Populate(imgui)
  endif()
  add_library(losslab_imgui STATIC
    ${imgui_SOURCE_DIR}/imgui.cpp ${imgui_SOURCE_DIR}/imgui_draw.cpp ${imgui_SOURCE_DIR}/imgui_tables.cpp
    ${imgui_SOURCE_DIR}/imgui_widgets.cpp ${imgui_SOURCE_DIR}/backends/imgui_impl_glfw.cpp
    ${imgui_SOURCE_DIR}/backends/imgui_impl_opengl3.cpp)
  target_include_directories(losslab_imgui SYSTEM PUBLIC ${imgui_SOURCE_DIR} ${imgui_SOURCE_DIR}/backends)
  target_link_libraries(losslab_imgui PUBLIC glfw OpenGL::GL ${CMAKE_DL_LIBS})
endif()
