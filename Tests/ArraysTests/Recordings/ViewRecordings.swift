import Testing

/// Views and copies: shapes, strides, errors.
struct ViewRecordings {
  @Test func views() {
    Recording.replay(
      #"""
      v0 = data float64 2 -4.0 1.8509413775974848 => A float64 (2,) 8 -4.0 1.8509413775974848
      v1 = squeeze v0 - => A float64 (2,) 8 -4.0 1.8509413775974848
      v2 = data int32 3,3 3 4 -5 4 4 -4 -1 -3 -5 => A int32 (3,3) 12,4 3 4 -5 4 4 -4 -1 -3 -5
      v3 = transpose v2 None => A int32 (3,3) 4,12 3 4 -1 4 4 -3 -5 -4 -5
      v4 = index v3 s:-1:;s::2 => A int32 (2,2) 4,24 3 -1 4 -3
      v5 = squeeze v4 - => A int32 (2,2) 4,24 3 -1 4 -3
      v6 = data float64 1,3,0  => A float64 (1,3,0) _,_,_
      v7 = astype v6 bool => A bool (1,3,0) _,_,_
      v8 = data float64 2,2 0.32399152455958596 3.0 0.9276884707486 0.7181574674944177 => A float64 (2,2) 16,8 0.32399152455958596 3.0 0.9276884707486 0.7181574674944177
      v9 = transpose v8 None => A float64 (2,2) 8,16 0.32399152455958596 0.9276884707486 3.0 0.7181574674944177
      v10 = transpose v9 0,1 => A float64 (2,2) 8,16 0.32399152455958596 0.9276884707486 3.0 0.7181574674944177
      v11 = reshape v10 1,1,4 A => A float64 (1,1,4) _,_,8 0.32399152455958596 3.0 0.9276884707486 0.7181574674944177
      v12 = data int32 2 2 -3 => A int32 (2,) 4 2 -3
      v13 = transpose v12 0 => A int32 (2,) 4 2 -3
      v14 = transpose v13 None => A int32 (2,) 4 2 -3
      v15 = window v14 2 None => A int32 (1,2) _,4 2 -3
      v16 = data int32 2,1 -2 -1 => A int32 (2,1) 4,_ -2 -1
      v17 = transpose v16 None => A int32 (1,2) _,4 -2 -1
      v18 = astype v17 float64 => A float64 (1,2) _,8 -2.0 -1.0
      v19 = data float64 1,2 -2.0 -3.7592296215789514 => A float64 (1,2) _,8 -2.0 -3.7592296215789514
      v20 = ravel v19 K => A float64 (2,) 8 -2.0 -3.7592296215789514
      v21 = data int32 3 5 1 3 => A int32 (3,) 4 5 1 3
      v22 = transpose v21 0 => A int32 (3,) 4 5 1 3
      v23 = astype v22 bool => A bool (3,) 1 1 1 1
      v24 = data float64 2,2 1.0 -3.0 4.0 -2.0 => A float64 (2,2) 16,8 1.0 -3.0 4.0 -2.0
      v25 = broadcast v24 2,2 => A float64 (2,2) 16,8 1.0 -3.0 4.0 -2.0
      v26 = data int32 1 -2 => A int32 (1,) _ -2
      v27 = broadcast v26 3 => A int32 (3,) 0 -2 -2 -2
      v28 = data int32 1,0,1  => A int32 (1,0,1) _,_,_
      v29 = transpose v28 None => A int32 (1,0,1) _,_,_
      v30 = transpose v29 2,1,0 => A int32 (1,0,1) _,_,_
      v31 = copy v30 F => A int32 (1,0,1) _,_,_
      v32 = data float64 - -1.23640007763511 => A float64 ()  -1.23640007763511
      v33 = copy v32 K => A float64 ()  -1.23640007763511
      v34 = data int32 3 -2 2 -2 => A int32 (3,) 4 -2 2 -2
      v35 = transpose v34 None => A int32 (3,) 4 -2 2 -2
      v36 = squeeze v35 None => A int32 (3,) 4 -2 2 -2
      v37 = data float64 2,3,1 4.971368584776206 -1.858009514070268 -5.0 3.0 4.0 -2.76166592629008 => A float64 (2,3,1) 24,8,_ 4.971368584776206 -1.858009514070268 -5.0 3.0 4.0 -2.76166592629008
      v38 = transpose v37 None => A float64 (1,3,2) _,8,24 4.971368584776206 3.0 -1.858009514070268 4.0 -5.0 -2.76166592629008
      v39 = index v38 s0::;s:-1:2;s-1::2 => A float64 (1,1,1) _,_,_ 3.0
      v40 = ravel v39 K => A float64 (1,) _ 3.0
      v43 = data int32 1,1 -5 => A int32 (1,1) _,_ -5
      v44 = moveaxis v43 1 1 => A int32 (1,1) _,_ -5
      v45 = data float64 3,1,1 -0.6755481607236136 -3.0 3.0175336127843106 => A float64 (3,1,1) 8,_,_ -0.6755481607236136 -3.0 3.0175336127843106
      v46 = transpose v45 1,0,2 => A float64 (1,3,1) _,8,_ -0.6755481607236136 -3.0 3.0175336127843106
      v47 = transpose v46 2,1,0 => A float64 (1,3,1) _,8,_ -0.6755481607236136 -3.0 3.0175336127843106
      v48 = swapaxes v47 2 3 => ! AxisError: axis2: axis 3 is out of bounds for array of dimension 3
      v49 = data int32 - 3 => A int32 ()  3
      v50 = moveaxis v49 -4 -4 => ! AxisError: source: axis -4 is out of bounds for array of dimension 0
      v51 = data float64 - -1.7524324008975978 => A float64 ()  -1.7524324008975978
      v52 = copy v51 F => A float64 ()  -1.7524324008975978
      v53 = data int32 3,3,2 2 0 -5 4 5 1 -5 5 -5 -4 3 -2 3 -5 -2 -3 3 -2 => A int32 (3,3,2) 24,8,4 2 0 -5 4 5 1 -5 5 -5 -4 3 -2 3 -5 -2 -3 3 -2
      v54 = transpose v53 None => A int32 (2,3,3) 4,8,24 2 -5 3 -5 -5 -2 5 3 3 0 5 -5 4 -4 -3 1 -2 -2
      v55 = transpose v54 None => A int32 (3,3,2) 24,8,4 2 0 -5 4 5 1 -5 5 -5 -4 3 -2 3 -5 -2 -3 3 -2
      v56 = expand v55 3,0 => A int32 (1,3,3,1,2) _,24,8,_,4 2 0 -5 4 5 1 -5 5 -5 -4 3 -2 3 -5 -2 -3 3 -2
      v57 = data float64 1 -1.4679592646982762 => A float64 (1,) _ -1.4679592646982762
      v58 = transpose v57 0 => A float64 (1,) _ -1.4679592646982762
      v59 = expand v58 0 => A float64 (1,1) _,_ -1.4679592646982762
      v76 = data int32 - 3 => A int32 ()  3
      v77 = moveaxis v76 2,1 3,3 => ! AxisError: source: axis 2 is out of bounds for array of dimension 0
      v78 = data float64 3,0  => A float64 (3,0) _,_
      v79 = transpose v78 None => A float64 (0,3) _,_
      v80 = swapaxes v79 -3 -1 => ! AxisError: axis1: axis -3 is out of bounds for array of dimension 2
      v81 = data float64 3,1 -0.2425123070301897 3.0 -2.0 => A float64 (3,1) 8,_ -0.2425123070301897 3.0 -2.0
      v82 = index v81 s::-1;s-1::-1 => A float64 (3,1) -8,_ -2.0 3.0 -0.2425123070301897
      v83 = window v82 1,2 None => ! ValueError: window shape cannot be larger than input array shape
      v87 = data int32 - 1 => A int32 ()  1
      v88 = moveaxis v87 -4 -1 => ! AxisError: source: axis -4 is out of bounds for array of dimension 0
      v98 = data float64 - 0.4219182163766802 => A float64 ()  0.4219182163766802
      v99 = broadcast v98 - => A float64 ()  0.4219182163766802
      v108 = data float64 1,2,2 5.0 0.13012210672608682 -3.0 4.0 => A float64 (1,2,2) _,16,8 5.0 0.13012210672608682 -3.0 4.0
      v109 = reshape v108 2,1,1,1,2,-1 A => A float64 (2,1,1,1,2,1) 16,_,_,_,8,_ 5.0 0.13012210672608682 -3.0 4.0
      v131 = data int32 3 -4 3 -4 => A int32 (3,) 4 -4 3 -4
      v132 = index v131 s0:: => A int32 (3,) 4 -4 3 -4
      v133 = reshape v132 1,3,1,3 F => ! ValueError: cannot reshape array of size 3 into shape (1,3,1,3)
      v144 = data int32 - -4 => A int32 ()  -4
      v145 = reshape v144 1 C => A int32 (1,) _ -4
      v167 = data int32 - -1 => A int32 ()  -1
      v168 = expand v167 -3 => ! AxisError: axis -3 is out of bounds for array of dimension 1
      v188 = data int32 3,1,0  => A int32 (3,1,0) _,_,_
      v189 = index v188 s0:3:-1;s::;s1:-1:2 => A int32 (0,1,0) _,_,_
      v190 = window v189 3,1,1 None => ! ValueError: window shape cannot be larger than input array shape
      v0 = data int32 2 -1 0 => A int32 (2,) 4 -1 0
      v1 = transpose v0 None => A int32 (2,) 4 -1 0
      v2 = index v1 s0:-1: => A int32 (1,) _ -1
      v3 = moveaxis v2 -2,1 -4,-3 => ! AxisError: source: axis -2 is out of bounds for array of dimension 1
      v4 = data float64 - 0.9966974454635955 => A float64 ()  0.9966974454635955
      v5 = broadcast v4 - => A float64 ()  0.9966974454635955
      v10 = data int32 3,1 3 2 2 => A int32 (3,1) 4,_ 3 2 2
      v11 = ravel v10 F => A int32 (3,) 4 3 2 2
      v12 = data int32 1,3,2 2 -4 -1 -2 -3 -4 => A int32 (1,3,2) _,8,4 2 -4 -1 -2 -3 -4
      v13 = moveaxis v12 1 -2 => A int32 (1,3,2) _,8,4 2 -4 -1 -2 -3 -4
      v14 = data int32 1 -3 => A int32 (1,) _ -3
      v15 = broadcast v14 2,1 => A int32 (2,1) 0,_ -3 -3
      v16 = data float64 3,1,1 3.6626763281415613 5.0 1.120867293198627 => A float64 (3,1,1) 8,_,_ 3.6626763281415613 5.0 1.120867293198627
      v17 = transpose v16 0,2,1 => A float64 (3,1,1) 8,_,_ 3.6626763281415613 5.0 1.120867293198627
      v18 = transpose v17 2,0,1 => A float64 (1,3,1) _,8,_ 3.6626763281415613 5.0 1.120867293198627
      v19 = astype v18 float64 => A float64 (1,3,1) _,8,_ 3.6626763281415613 5.0 1.120867293198627
      v20 = data float64 3,1 0.28604262316288503 1.2693865877335353 1.9176043025614709 => A float64 (3,1) 8,_ 0.28604262316288503 1.2693865877335353 1.9176043025614709
      v21 = transpose v20 0,1 => A float64 (3,1) 8,_ 0.28604262316288503 1.2693865877335353 1.9176043025614709
      v22 = transpose v21 None => A float64 (1,3) _,8 0.28604262316288503 1.2693865877335353 1.9176043025614709
      v23 = window v22 3,2 None => ! ValueError: window shape cannot be larger than input array shape
      v24 = data int32 2,3 4 -4 2 2 -3 5 => A int32 (2,3) 12,4 4 -4 2 2 -3 5
      v25 = transpose v24 None => A int32 (3,2) 4,12 4 2 -4 -3 2 5
      v26 = transpose v25 None => A int32 (2,3) 12,4 4 -4 2 2 -3 5
      v27 = ravel v26 C => A int32 (6,) 4 4 -4 2 2 -3 5
      v28 = data int32 1,3,2 -2 4 2 0 1 -5 => A int32 (1,3,2) _,8,4 -2 4 2 0 1 -5
      v29 = index v28 s:-1:2;s-1:-1:-1;s-1::2 => A int32 (0,0,1) _,_,_
      v30 = transpose v29 None => A int32 (1,0,0) _,_,_
      v31 = reshape v30 0 A => A int32 (0,) _
      v35 = data int32 2,3,2 -5 0 -4 3 -1 -2 -1 0 -2 3 -1 3 => A int32 (2,3,2) 24,8,4 -5 0 -4 3 -1 -2 -1 0 -2 3 -1 3
      v36 = squeeze v35 1,2,0 => ! ValueError: cannot select an axis to squeeze out which has size not equal to one
      v37 = data float64 - -4.5316434216030625 => A float64 ()  -4.5316434216030625
      v38 = swapaxes v37 2 2 => ! AxisError: axis1: axis 2 is out of bounds for array of dimension 0
      v39 = data int32 0  => A int32 (0,) _
      v40 = transpose v39 None => A int32 (0,) _
      v41 = index v40 s1:3:-1 => A int32 (0,) _
      v42 = moveaxis v41 -1,-1 2,-3 => ! ValueError: repeated axis in `source` argument
      v43 = data float64 1,1 4.971778469572598 => A float64 (1,1) _,_ 4.971778469572598
      v44 = transpose v43 None => A float64 (1,1) _,_ 4.971778469572598
      v45 = transpose v44 None => A float64 (1,1) _,_ 4.971778469572598
      v46 = squeeze v45 - => A float64 (1,1) _,_ 4.971778469572598
      v47 = data int32 0,0,1  => A int32 (0,0,1) _,_,_
      v48 = transpose v47 None => A int32 (1,0,0) _,_,_
      v49 = moveaxis v48 0 0 => A int32 (1,0,0) _,_,_
      v50 = data int32 1,3,1 0 4 5 => A int32 (1,3,1) _,4,_ 0 4 5
      v51 = transpose v50 None => A int32 (1,3,1) _,4,_ 0 4 5
      v52 = transpose v51 None => A int32 (1,3,1) _,4,_ 0 4 5
      v53 = reshape v52 3,2 A => ! ValueError: cannot reshape array of size 3 into shape (3,2)
      v57 = data float64 2 -2.0 -0.38860155931176066 => A float64 (2,) 8 -2.0 -0.38860155931176066
      v58 = transpose v57 None => A float64 (2,) 8 -2.0 -0.38860155931176066
      v59 = index v58 s-1::2 => A float64 (1,) _ -0.38860155931176066
      v60 = expand v59 -2,1 => ! ValueError: repeated axis
      v61 = data float64 0,2,1  => A float64 (0,2,1) _,_,_
      v62 = index v61 s1::2;s:-1:-1;s::-1 => A float64 (0,0,1) _,_,_
      v63 = expand v62 4 => ! AxisError: axis 4 is out of bounds for array of dimension 4
      v64 = data int32 1,1,2 2 0 => A int32 (1,1,2) _,_,4 2 0
      v65 = index v64 s1::;s::;s-1:: => A int32 (0,1,1) _,_,_
      v66 = reshape v65 0 F => A int32 (0,) _
      v75 = data int32 - 1 => A int32 ()  1
      v76 = swapaxes v75 3 1 => ! AxisError: axis1: axis 3 is out of bounds for array of dimension 0
      v83 = data int32 2,3 2 4 2 2 -2 1 => A int32 (2,3) 12,4 2 4 2 2 -2 1
      v84 = transpose v83 None => A int32 (3,2) 4,12 2 2 4 -2 2 1
      v85 = expand v84 3 => ! AxisError: axis 3 is out of bounds for array of dimension 3
      v90 = data float64 3,3,0  => A float64 (3,3,0) _,_,_
      v91 = transpose v90 None => A float64 (0,3,3) _,_,_
      v92 = ravel v91 A => A float64 (0,) _
      v93 = data int32 - -4 => A int32 ()  -4
      v94 = reshape v93 1 F => A int32 (1,) _ -4
      v104 = data int32 1 3 => A int32 (1,) _ 3
      v105 = transpose v104 None => A int32 (1,) _ 3
      v106 = window v105 3 None => ! ValueError: window shape cannot be larger than input array shape
      v107 = data int32 1 -3 => A int32 (1,) _ -3
      v108 = copy v107 C => A int32 (1,) _ -3
      v109 = data float64 2,1,3 0.19710738811616343 2.2433026781889795 1.7721567395660731 -4.0 1.1077183733189202 -1.9900970327841536 => A float64 (2,1,3) 24,_,8 0.19710738811616343 2.2433026781889795 1.7721567395660731 -4.0 1.1077183733189202 -1.9900970327841536
      v110 = index v109 s:3:2;s::2;s-1::2 => A float64 (1,1,1) _,_,_ 1.7721567395660731
      v111 = swapaxes v110 -2 -2 => A float64 (1,1,1) _,_,_ 1.7721567395660731
      v117 = data float64 3 0.5193510349642426 0.804992753939052 2.1077841175509384 => A float64 (3,) 8 0.5193510349642426 0.804992753939052 2.1077841175509384
      v118 = squeeze v117 0 => ! ValueError: cannot select an axis to squeeze out which has size not equal to one
      v157 = data float64 2,1,3 0.4403037238612061 -1.0161912728918119 1.1121759519078789 -4.653626368184874 -5.0 -3.0 => A float64 (2,1,3) 24,_,8 0.4403037238612061 -1.0161912728918119 1.1121759519078789 -4.653626368184874 -5.0 -3.0
      v158 = index v157 s0:-1:-1;s::-1;s::-1 => A float64 (0,1,3) _,_,_
      v159 = index v158 s0::-1;s1::2;s:3: => A float64 (0,0,3) _,_,_
      v160 = window v159 3,3,2 None => ! ValueError: window shape cannot be larger than input array shape
      v163 = data float64 - 3.8399989845395623 => A float64 ()  3.8399989845395623
      v164 = copy v163 K => A float64 ()  3.8399989845395623
      v169 = data float64 - -0.6869165335492475 => A float64 ()  -0.6869165335492475
      v170 = swapaxes v169 1 0 => ! AxisError: axis1: axis 1 is out of bounds for array of dimension 0
      v178 = data float64 1,3 -1.2439347465888861 -2.0 -2.0 => A float64 (1,3) _,8 -1.2439347465888861 -2.0 -2.0
      v179 = transpose v178 None => A float64 (3,1) 8,_ -1.2439347465888861 -2.0 -2.0
      v180 = expand v179 2 => A float64 (3,1,1) 8,_,_ -1.2439347465888861 -2.0 -2.0
      """#)
  }

  @Test func matrices() {
    Recording.replay(
      #"""
      v0 = data int64 1 -1 => A int64 (1,) _ -1
      v1 = data int64 2 -2 -1 => A int64 (2,) 8 -2 -1
      v2 = data int64 1 -2 => A int64 (1,) _ -2
      v3 = meshgrid v0 v1 v2 xy 2 => A int64 (2,1,1) 8,_,_ -2 -2
      v4 = data int64 4 -3 0 5 -3 => A int64 (4,) 8 -3 0 5 -3
      v5 = data int64 1 0 => A int64 (1,) _ 0
      v6 = data int64 1 1 => A int64 (1,) _ 1
      v7 = meshgrid v4 v5 v6 xy 0 => A int64 (1,4,1) _,8,_ -3 0 5 -3
      v8 = indices 0,1,3 => A int64 (3,0,1,3) _,_,_,_
      v9 = eye 0 2 4 int32 => A int32 (0,2) _,_
      v10 = data bool 1,2 1 1 => A bool (1,2) _,1 1 1
      v11 = diag v10 -4 => A bool (0,) _
      v12 = tri 4 3 -3 int64 => A int64 (4,3) 24,8 0 0 0 0 0 0 0 0 0 1 0 0
      v13 = eye 4 4 -4 int32 => A int32 (4,4) 16,4 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0
      v17 = tri 3 2 5 int64 => A int64 (3,2) 16,8 1 1 1 1 1 1
      v18 = eye 4 2 1 float32 => A float32 (4,2) 8,4 0.0 1.0 0.0 0.0 0.0 0.0 0.0 0.0
      v25 = data int64 3,2,3 5 4 1 1 -3 2 5 2 2 -3 4 -3 -5 4 -4 3 2 -2 => A int64 (3,2,3) 48,24,8 5 4 1 1 -3 2 5 2 2 -3 4 -3 -5 4 -4 3 2 -2
      v26 = diagonal v25 4 2 -2 => A int64 (3,0) _,_
      v31 = data int32 2,3 -1 3 0 -5 -1 0 => A int32 (2,3) 12,4 -1 3 0 -5 -1 0
      v32 = transpose v31 None => A int32 (3,2) 4,12 -1 -5 3 -1 0 0
      v33 = diag v32 -5 => A int32 (0,) _
      v35 = data int32 2,1 0 4 => A int32 (2,1) 4,_ 0 4
      v36 = transpose v35 1,0 => A int32 (1,2) _,4 0 4
      v37 = diag v36 4 => A int32 (0,) _
      v38 = data int64 2 5 1 => A int64 (2,) 8 5 1
      v39 = data int64 3 -4 3 -1 => A int64 (3,) 8 -4 3 -1
      v40 = data int64 4 4 4 3 5 => A int64 (4,) 8 4 4 3 5
      v41 = meshgrid v38 v39 v40 ij 1 => A int64 (2,3,4) 96,32,8 -4 -4 -4 -4 3 3 3 3 -1 -1 -1 -1 -4 -4 -4 -4 3 3 3 3 -1 -1 -1 -1
      v48 = data bool 3,1 0 1 1 => A bool (3,1) 1,_ 0 1 1
      v49 = index v48 s::2;s:: => A bool (2,1) 2,_ 0 1
      v50 = transpose v49 1,0 => A bool (1,2) _,2 0 1
      v51 = trace v50 1 => S int64 1
      v52 = data int32 2,3 4 2 -4 -5 -3 -3 => A int32 (2,3) 12,4 4 2 -4 -5 -3 -3
      v53 = index v52 s0:-1:2;s:-1:2 => A int32 (1,1) _,_ 4
      v54 = trace v53 3 => S int64 0
      v59 = tri 3 2 -4 float64 => A float64 (3,2) 16,8 0.0 0.0 0.0 0.0 0.0 0.0
      v62 = indices 3 => A int64 (1,3) _,8 0 1 2
      v65 = data float32 1,2,2 0.0 -0.0837655297736255 -5.0 -2.0 => A float32 (1,2,2) _,8,4 0.0 -0.08376553 -5.0 -2.0
      v66 = diagonal v65 0 -1 2 => ! ValueError: axis1 and axis2 cannot be the same
      v67 = data int32 3,1 1 1 -3 => A int32 (3,1) 4,_ 1 1 -3
      v68 = transpose v67 None => A int32 (1,3) _,4 1 1 -3
      v69 = transpose v68 0,1 => A int32 (1,3) _,4 1 1 -3
      v70 = tril v69 5 => A int32 (1,3) _,4 1 1 -3
      v72 = data int64 0  => A int64 (0,) _
      v73 = index v72 s0::2 => A int64 (0,) _
      v74 = index v73 s:3: => A int64 (0,) _
      v75 = tril v74 2 => A int64 (0,0) _,_
      v81 = data float64 2,2 -0.12694210361591438 -0.718707888903922 3.2632472630817038 -0.769426827713507 => A float64 (2,2) 16,8 -0.12694210361591438 -0.718707888903922 3.2632472630817038 -0.769426827713507
      v82 = transpose v81 None => A float64 (2,2) 8,16 -0.12694210361591438 3.2632472630817038 -0.718707888903922 -0.769426827713507
      v83 = index v82 s:3:2;s0:3:2 => A float64 (1,1) _,_ -0.12694210361591438
      v84 = tril v83 2 => A float64 (1,1) _,_ -0.12694210361591438
      v85 = data int64 3,3 -2 -2 1 5 3 0 5 4 2 => A int64 (3,3) 24,8 -2 -2 1 5 3 0 5 4 2
      v86 = diagonal v85 -4 -3 1 => ! AxisError: axis1: axis -3 is out of bounds for array of dimension 2
      v121 = data float64 3,3 -1.2371733206826265 1.0 0.6303103171407216 1.0 -3.0 1.0 -2.0 2.810954947278552 -1.0348225951951093 => A float64 (3,3) 24,8 -1.2371733206826265 1.0 0.6303103171407216 1.0 -3.0 1.0 -2.0 2.810954947278552 -1.0348225951951093
      v122 = triu v121 1 => A float64 (3,3) 24,8 0.0 1.0 0.6303103171407216 0.0 0.0 1.0 0.0 0.0 0.0
      v130 = data float64 1,1,1 -0.5975699533059429 => A float64 (1,1,1) _,_,_ -0.5975699533059429
      v131 = diag v130 0 => ! ValueError: Input must be 1- or 2-d.
      v138 = data int64 3,1,3 5 -1 -2 5 4 3 0 -3 -4 => A int64 (3,1,3) 24,_,8 5 -1 -2 5 4 3 0 -3 -4
      v139 = trace v138 -2 => A int64 (3,) 8 0 -3 -4
      v147 = data int32 1,3 -3 -4 2 => A int32 (1,3) _,4 -3 -4 2
      v148 = transpose v147 None => A int32 (3,1) 4,_ -3 -4 2
      v149 = diagonal v148 -5 2 0 => ! AxisError: axis1: axis 2 is out of bounds for array of dimension 2
      v157 = data bool 1,2 1 1 => A bool (1,2) _,1 1 1
      v158 = index v157 s:-1:;s1::-1 => A bool (0,2) _,_
      v159 = transpose v158 1,0 => A bool (2,0) _,_
      v160 = triu v159 2 => A bool (2,0) _,_
      v228 = data int32 3,0,2  => A int32 (3,0,2) _,_,_
      v229 = diagonal v228 -3 -1 0 => A int32 (0,0) _,_
      v239 = indices 3,2 => A int64 (2,3,2) 48,16,8 0 0 1 1 2 2 0 1 0 1 0 1
      v303 = data int32 2 -4 -5 => A int32 (2,) 4 -4 -5
      v304 = index v303 s0:-1:-1 => A int32 (0,) _
      v305 = transpose v304 0 => A int32 (0,) _
      v306 = triu v305 -1 => A int32 (0,0) _,_
      """#)
  }
}
