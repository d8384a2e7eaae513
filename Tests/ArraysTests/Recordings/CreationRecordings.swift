import Testing

/// New arrays from numbers and nested lists.
struct CreationRecordings {
  @Test func sequences() {
    Recording.replay(
      #"""
      v0 = linspace 0.25143956684664914 1.2487820623620616 5 1 int64 => A int64 (5,) 8 0 0 0 0 1
      v1 = arange i:3 f:-3.4 i:-2 None => A float64 (4,) 8 3.0 1.0 -1.0 -3.0
      v2 = arange f:0.7 i:4 i:-1 float32 => A float32 (0,) _
      v3 = arange f:2.7 i:-1 i:0 None => ! ZeroDivisionError: float division by zero
      v4 = linspace 0.04841833147308883 -2.6849200821931287 2 1 float32 => A float32 (2,) 4 0.048418332 -2.68492
      v6 = linspace 1.176880136241179 0.2881779214113229 0 0 float32 => A float32 (0,) _
      v0 = linspace 0.3478249549060126 -0.6946747237925104 12 1 float64 => A float64 (12,) 8 0.3478249549060126 0.25305225684251054 0.15827955877900843 0.06350686071550632 -0.03126583734799576 -0.12603853541149784 -0.22081123347499998 -0.31558393153850206 -0.41035662960200414 -0.5051293276655062 -0.5999020257290083 -0.6946747237925104
      v1 = linspace -1.2679297899956858 -0.8526593496683565 3 1 int64 => A int64 (3,) 8 -2 -2 -1
      v3 = linspace 2.337545196649959 1.630553539123686 9 0 float64 => A float64 (9,) 8 2.337545196649959 2.258990568035929 2.180435939421898 2.101881310807868 2.023326682193838 1.9447720535798072 1.866217424965777 1.7876627963517466 1.7091081677377162
      v4 = arange f:1.5 f:0.4 i:4 None => A float64 (0,) _
      v6 = arange i:-2 f:-0.2 i:8 int32 => A int32 (1,) _ -2
      v7 = arange f:0.8 f:-3.6 i:8 float32 => A float32 (0,) _
      v0 = linspace 2.90054496400506 -1.2472306354858467 12 0 float64 => A float64 (12,) 8 2.90054496400506 2.5548969973808178 2.2092490307565753 1.8636010641323333 1.517953097508091 1.1723051308838488 0.8266571642596068 0.4810091976353643 0.1353612310111223 -0.21028673561311972 -0.5559347022373622 -0.9015826688616042
      v1 = arange f:-3.6 i:2 i:-2 None => A float64 (0,) _
      v2 = linspace 1.8567904986155899 1.6321166079290794 0 1 float64 => A float64 (0,) _
      v3 = linspace 1.2305270569042017 -2.838512530680172 4 1 int64 => A int64 (4,) 8 1 -1 -2 -3
      v9 = arange f:0.9 i:6 f:1.4 float64 => A float64 (4,) 8 0.9 2.3 3.6999999999999997 5.1
      v12 = arange i:-4 f:-0.8 i:3 float64 => A float64 (2,) 8 -4.0 -1.0
      """#)
  }

  @Test func nested() {
    Recording.replay(
      #"""
      v0 = array f2.0 float32 => A float32 ()  2.0
      v1 = array [[i-3,b1,f2.0],[i-1,i-3,i-3]] None => A float64 (2,3) 24,8 -3.0 1.0 2.0 -1.0 -3.0 -3.0
      v5 = array [[f2.0,f0.5,f2.0],[f0.5]] float32 => ! ValueError: setting an array element with a sequence. The requested array has an inhomogeneous shape after 1 dimensions. The detected shape was (2,) + inhomogeneous part.
      v6 = array b1 int64 => A int64 ()  1
      v8 = data float32 3 -4.950604705876904 -3.0 -0.9317357879852004 => A float32 (3,) 4 -4.950605 -3.0 -0.9317358
      v9 = array [[i4,@v8]] int64 => ! ValueError: setting an array element with a sequence. The requested array has an inhomogeneous shape after 2 dimensions. The detected shape was (1, 2) + inhomogeneous part.
      v45 = array [[],[f0.5]] bool => ! ValueError: setting an array element with a sequence. The requested array has an inhomogeneous shape after 1 dimensions. The detected shape was (2,) + inhomogeneous part.
      v0 = array [] None => A float64 (0,) _
      v1 = array [[[i0,b1],[i-2,b1],[f2.0,f2.0]],[[b1,i2],[i3,f0.5],[f0.5,i3]]] int64 => A int64 (2,3,2) 48,16,8 0 1 -2 1 2 2 1 2 3 0 0 3
      v2 = array f2.0 int64 => A int64 ()  2
      v16 = data uint8 - 1 => A uint8 ()  1
      v17 = array [[[@v16,i5,b1]],[]] float32 => ! ValueError: setting an array element with a sequence. The requested array has an inhomogeneous shape after 1 dimensions. The detected shape was (2,) + inhomogeneous part.
      v22 = array [[[i1]],[[i-2]],[[i3,f2.0],[]]] float32 => ! ValueError: setting an array element with a sequence. The requested array has an inhomogeneous shape after 1 dimensions. The detected shape was (3,) + inhomogeneous part.
      v58 = data float32 - 1.0665085169092985 => A float32 ()  1.0665085
      v59 = array [[[],[b1,@v58]],[[f2.0,b1,i2],[f0.5],[b1,i-2]]] float32 => ! ValueError: setting an array element with a sequence. The requested array has an inhomogeneous shape after 1 dimensions. The detected shape was (2,) + inhomogeneous part.
      v0 = array [[[i5,b1,i-2],[f0.5,i-3,i-1]],[[i3,b1,i-2],[i4,i3,f2.0]],[[i1,i-1,i-1],[i-1,b1,i3]]] float32 => A float32 (3,2,3) 24,12,4 5.0 1.0 -2.0 0.5 -3.0 -1.0 3.0 1.0 -2.0 4.0 3.0 2.0 1.0 -1.0 -1.0 -1.0 1.0 3.0
      v1 = array i2 int64 => A int64 ()  2
      v5 = array [f0.5,[i0,i4,f2.0]] None => ! ValueError: setting an array element with a sequence. The requested array has an inhomogeneous shape after 1 dimensions. The detected shape was (2,) + inhomogeneous part.
      v12 = array [[i0],[b1],[f2.0]] float32 => A float32 (3,1) 4,_ 0.0 1.0 2.0
      v50 = array [[],i0] int64 => ! ValueError: setting an array element with a sequence. The requested array has an inhomogeneous shape after 1 dimensions. The detected shape was (2,) + inhomogeneous part.
      v63 = array [[[i1,i3],[f0.5,i3]],[]] bool => ! ValueError: setting an array element with a sequence. The requested array has an inhomogeneous shape after 1 dimensions. The detected shape was (2,) + inhomogeneous part.
      v0 = array [[[i-3]]] bool => A bool (1,1,1) _,_,_ 1
      v1 = array [[],[b1,f0.5]] bool => ! ValueError: setting an array element with a sequence. The requested array has an inhomogeneous shape after 1 dimensions. The detected shape was (2,) + inhomogeneous part.
      v2 = array [[i-1],[i-2]] None => A int64 (2,1) 8,_ -1 -2
      v4 = array [[[b1,i1,b1],[f0.5,f0.5],[f0.5,i4]],f2.0] None => ! ValueError: setting an array element with a sequence. The requested array has an inhomogeneous shape after 1 dimensions. The detected shape was (2,) + inhomogeneous part.
      v7 = array f2.0 None => A float64 ()  2.0
      v8 = array [i-2,[f0.5],[b1]] int64 => ! ValueError: setting an array element with a sequence. The requested array has an inhomogeneous shape after 1 dimensions. The detected shape was (3,) + inhomogeneous part.
      """#)
  }
}
