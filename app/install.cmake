# What is installed: the program, its assets, and what a desktop and shells know of it. The program finds its assets
# beside itself, so that the whole can be put anywhere.
include(GNUInstallDirs)
set(CMAKE_SKIP_INSTALL_ALL_DEPENDENCY ON)  # tests need not be built for a package
install(TARGETS losslab RUNTIME)
install(DIRECTORY "${PROJECT_SOURCE_DIR}/assets/" DESTINATION "${CMAKE_INSTALL_DATADIR}/losslab"
        PATTERN pictures EXCLUDE PATTERN desktop EXCLUDE)
install(FILES "${PROJECT_SOURCE_DIR}/LICENSE" "${PROJECT_SOURCE_DIR}/README.md" DESTINATION "${CMAKE_INSTALL_DOCDIR}")

# The icon, the manual page and the completions are written by the program itself.
set(share "${PROJECT_BINARY_DIR}/share")
add_custom_command(OUTPUT "${share}/.written"
  COMMAND losslab share-files "${share}"
  COMMAND ${CMAKE_COMMAND} -E touch "${share}/.written"
  DEPENDS losslab COMMENT "Writing icon, manual page and completions")
add_custom_target(losslab_share ALL DEPENDS "${share}/.written")
foreach(part man bash-completion zsh fish)
  install(DIRECTORY "${share}/${part}" DESTINATION "${CMAKE_INSTALL_DATADIR}")
endforeach()
if(LOSSLAB_DESKTOP)
  install(DIRECTORY "${share}/icons" DESTINATION "${CMAKE_INSTALL_DATADIR}")
  install(FILES "${PROJECT_SOURCE_DIR}/assets/desktop/losslab.desktop"
          DESTINATION "${CMAKE_INSTALL_DATADIR}/applications")
  install(FILES "${PROJECT_SOURCE_DIR}/assets/desktop/losslab.xml" DESTINATION "${CMAKE_INSTALL_DATADIR}/mime/packages")
endif()

set(CPACK_GENERATOR DEB TGZ)
set(CPACK_PACKAGE_NAME losslab)
set(CPACK_PACKAGE_VENDOR LossLab)
set(CPACK_PACKAGE_CONTACT "The LossLab authors <losslab@localhost>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "laboratory for loss functions")
set(CPACK_PACKAGE_DESCRIPTION "See losses with their gradients, feel them in gradient descent on data with outliers and wrong labels, and keep
what is seen as figures, animations and sessions.")
set(CPACK_STRIP_FILES ON)
set(CPACK_PACKAGE_CHECKSUM SHA256)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION education)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS "fonts-inter | fonts-dejavu-core")
if(LOSSLAB_DESKTOP)
  string(APPEND CPACK_DEBIAN_PACKAGE_DEPENDS ", libgl1")  # GLFW loads it by name
endif()
set(recommended fonts-dejavu-core)
# MP4 loads these where they are installed: of the versions that the program was built with.
if(LOSSLAB_LIBAV_FOUND)
  foreach(library avformat avcodec swscale)
    string(REGEX MATCH "^[0-9]+" major "${LOSSLAB_LIBAV_lib${library}_VERSION}")
    string(APPEND recommended ", lib${library}${major}")
  endforeach()
endif()
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "${recommended}")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "fonts-wqy-microhei, zenity | kdialog, xvfb")
include(CPack)
